// The strip of one hint above the phones: for the first visit, and after a scene.

const strip = document.getElementById("note");
const text = document.getElementById("note-text");
const SEEN = "tailboard-visited";

export function note(words) {
  text.textContent = words;
  strip.hidden = !words;
}

// Two sentences at the first visit; what the stage says of its opening at later ones. A window of
// one phone was opened by somebody who knows.
export function firstNote(opening, phones) {
  if (phones === 1 || localStorage.getItem(SEEN)) note(opening);
  else strip.hidden = false;
}

document.getElementById("note-close").addEventListener("click", () => {
  strip.hidden = true;
  localStorage.setItem(SEEN, "yes");
  document.getElementById("phones").focus({ preventScroll: true });
});
