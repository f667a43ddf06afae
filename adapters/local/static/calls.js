// A telephone that rings: over its phone where that is here, else above the phones, none of which
// is another person's to be covered by it.

import { word } from "./begin.js";
import { drawFace, make, symbol } from "./dom.js";

const above = document.getElementById("calls");

// The phone shows a telephone, not its owner's own face; `end()` answers or silences it.
export function drawCall(ring, end) {
  return make(
    "div",
    { class: "call-card", role: "alertdialog", "aria-label": ring.title },
    ringingFace(null),
    make("p", { class: "call-title", dir: "auto" }, ring.title),
    make("p", { class: "call-text", dir: "auto" }, ring.text),
    make(
      "div",
      { class: "call-buttons" },
      callButton("answer", "call", word("ring-answer"), end),
      callButton("silence", "close", word("ring-silence"), end),
    ),
  );
}

// Somebody's whose phone is not on this page; `person` may be unknown (the clinician outside).
// `take()` brings it here.
export function callAbove(ring, person, { take, end }) {
  const whose = person ? word("ring-whose", { name: person.name }) : word("ring-unknown");
  const buttons = [make("button", { class: "button quiet", type: "button", onclick: end }, word("ring-silence"))];
  if (person) {
    buttons.unshift(
      make("button", { class: "button primary", type: "button", onclick: take }, word("ring-show")),
    );
  }
  above.append(
    make(
      "div",
      { class: "call-above", role: "alertdialog", "aria-label": whose, "data-ring": ring.id },
      ringingFace(person),
      make(
        "div",
        { class: "call-words" },
        make(
          "div",
          {},
          make("p", { class: "call-title", dir: "auto" }, whose),
          make("p", { class: "call-text", dir: "auto" }, ring.title),
        ),
        make("div", { class: "call-buttons" }, ...buttons),
      ),
    ),
  );
}

export function endCallAbove(id) {
  above.querySelector(`[data-ring="${id}"]`)?.remove();
}

function ringingFace(person) {
  const face = make("span", { class: "face", "aria-hidden": "true" });
  if (person) drawFace(face, person);
  else face.append(symbol("call"));
  return make("span", { class: "ringing", "aria-hidden": "true" }, face);
}

function callButton(kind, icon, words, end) {
  return make(
    "button",
    { class: `call-button ${kind}`, type: "button", onclick: end },
    make("span", { class: "call-icon" }, symbol(icon)),
    make("span", {}, words),
  );
}
