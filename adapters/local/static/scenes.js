// The scenes of the story: a button each; the one that is being set says so.

import { direct } from "./act.js";
import { word } from "./begin.js";
import { announce, make } from "./dom.js";
import { note } from "./note.js";

const nav = document.querySelector(".scenes");
const list = document.getElementById("scenes");
let set = null;

// `cast(users, asides)` is called when a scene is set, with who is on the phones and, by person,
// what they were just told.
export function drawScenes(scenes, cast) {
  nav.hidden = scenes.length === 0;
  const drawn = scenes.map((scene, place) => {
    const button = make(
      "button",
      { class: "scene", type: "button", "data-scene": scene.id, onclick: () => play(scene, button, cast) },
      make("span", { class: "scene-number", "aria-hidden": "true" }, String(place + 1)),
      make(
        "span",
        { class: "scene-words" },
        make("strong", { dir: "auto" }, scene.title),
        make("span", { class: "scene-line", dir: "auto" }, scene.description),
      ),
    );
    if (scene.id === set) button.setAttribute("aria-current", "true");
    return make("li", {}, button);
  });
  list.replaceChildren(...drawn);
}

// Set by whichever window: the buttons wait.
export function sceneState(id, state) {
  for (const button of list.querySelectorAll(".scene")) {
    const playing = state === "playing";
    button.classList.toggle("waiting", playing && button.dataset.scene === id);
    button.setAttribute("aria-disabled", playing);
  }
}

async function play(scene, button, cast) {
  if (button.getAttribute("aria-disabled") === "true") return;
  announce(word("playing"));
  const casting = await direct("scene", { scene: scene.id });
  if (casting.refused !== undefined) {
    note(casting.refused);
    return;
  }
  set = scene.id;
  for (const other of list.querySelectorAll(".scene")) other.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  cast(casting.phones, casting.asides);
  note(casting.hint);
  announce(`${word("played")}. ${casting.hint}`);
}
