// The strip of one hint above the phones: for the first visit, and after a scene.

const strip = document.getElementById("note");
const text = document.getElementById("note-text");
const SEEN = "tailboard-visited";

export function note(words) {
  text.textContent = words;
  strip.hidden = !words;
}

// What the stage says of its opening, else two sentences, until it was closed once. A window of one
// phone was opened by somebody who knows.
export function firstNote(opening, phones) {
  if (phones === 1 || localStorage.getItem(SEEN)) return;
  if (opening) note(opening);
  else strip.hidden = false;
}

document.getElementById("note-close").addEventListener("click", () => {
  strip.hidden = true;
  localStorage.setItem(SEEN, "yes");
  document.getElementById("phones").focus({ preventScroll: true });
});
