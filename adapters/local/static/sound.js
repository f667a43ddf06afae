// The sound of a telephone, off until it is asked for: two tones, made here.

const button = document.getElementById("sound");
const KEPT = "tailboard-sound";
const BEAT = 3_000; // milliseconds between two rings

let on = localStorage.getItem(KEPT) === "on";
let ringing = 0;
let audio = null;
let beat = null;

// How many telephones ring now.
export function soundFor(count) {
  ringing = count;
  settle();
}

function settle() {
  button.setAttribute("aria-pressed", on);
  button.querySelector("use").setAttribute("href", on ? "#icon-sound" : "#icon-silent");
  const sounds = on && ringing > 0;
  if (sounds && beat === null) {
    ring();
    beat = setInterval(ring, BEAT);
  } else if (!sounds && beat !== null) {
    clearInterval(beat);
    beat = null;
  }
}

function ring() {
  audio ??= new AudioContext();
  const loudness = audio.createGain();
  loudness.connect(audio.destination);
  const start = audio.currentTime;
  for (const [tone, at] of [[740, 0], [590, 0.25], [740, 0.5], [590, 0.75]]) {
    const voice = audio.createOscillator();
    voice.frequency.value = tone;
    voice.connect(loudness);
    voice.start(start + at);
    voice.stop(start + at + 0.22);
  }
  loudness.gain.setValueAtTime(0.08, start);
  loudness.gain.linearRampToValueAtTime(0, start + 1.1);
}

button.addEventListener("click", () => {
  on = !on;
  localStorage.setItem(KEPT, on ? "on" : "off");
  settle();
});
settle();
