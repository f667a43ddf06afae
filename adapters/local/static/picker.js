// Who shall be on a phone: people by station and role, found by typing.

import { word } from "./begin.js";
import { drawFace, make } from "./dom.js";

const dialog = document.getElementById("picker");
const search = document.getElementById("picker-search");
const list = document.getElementById("picker-list");

let people = [];
let current = "";
let chosen = () => {};
let active = -1;

// `choose(user)` is called when somebody was chosen; nothing is where the dialog was closed.
export function openPicker(everyone, user, choose) {
  people = everyone;
  current = user;
  chosen = choose;
  search.value = "";
  draw();
  dialog.showModal();
  search.focus();
  pointAt(current);
}

// The people changed while it was open.
export function refreshPicker(everyone) {
  people = everyone;
  if (!dialog.open) return;
  const pointed = options()[active]?.dataset.user;
  draw();
  pointAt(pointed);
}

document.getElementById("picker-close").addEventListener("click", () => dialog.close());
search.addEventListener("input", draw);
search.addEventListener("keydown", (event) => {
  const last = options().length - 1;
  if (event.key === "ArrowDown") point(Math.min(active + 1, last));
  else if (event.key === "ArrowUp") point(Math.max(active - 1, 0));
  else if (event.key === "Home" && event.ctrlKey) point(0);
  else if (event.key === "End" && event.ctrlKey) point(last);
  else if (event.key === "Enter" && options()[active]) take(options()[active].dataset.user);
  else return;
  event.preventDefault();
});

function take(user) {
  dialog.close();
  chosen(user);
}

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function draw() {
  const wanted = search.value.trim().toLowerCase().split(/\s+/);
  const found = people.filter((person) => {
    const words = `${person.name} ${person.role} ${person.station} ${person.rank}`.toLowerCase();
    return wanted.every((part) => words.includes(part));
  });
  list.replaceChildren(...groupsOf(found).map(drawStation));
  if (!found.length) list.append(make("p", { class: "picker-nobody" }, word("no-people")));
  point(found.length ? 0 : -1);
}

// Stations in the order in which they first come, and roles within them.
function groupsOf(found) {
  const stations = new Map();
  for (const person of found) {
    const roles = stations.get(person.station) ?? new Map();
    stations.set(person.station, roles);
    roles.set(person.role, [...(roles.get(person.role) ?? []), person]);
  }
  return [...stations];
}

function drawStation([station, roles]) {
  const name = station || word("no-station");
  const groups = [...roles].map(([role, members]) =>
    make(
      "div",
      { class: "picker-role", role: "group", "aria-label": `${name}, ${role}` },
      make("p", { class: "picker-role-name", "aria-hidden": "true", dir: "auto" }, role),
      ...members.map(drawSomeone),
    ),
  );
  return make(
    "div",
    { class: "picker-station", role: "presentation" },
    make("p", { class: "picker-station-name", "aria-hidden": "true", dir: "auto" }, name),
    ...groups,
  );
}

function drawSomeone(person) {
  const face = make("span", { class: "face", "aria-hidden": "true" });
  drawFace(face, person);
  const here = person.user === current;
  return make(
    "div",
    {
      class: here ? "someone here" : "someone",
      role: "option",
      id: `someone-${person.user}`,
      "data-user": person.user,
      onclick: () => take(person.user),
    },
    face,
    make(
      "span",
      { class: "someone-words" },
      make("span", { dir: "auto" }, person.name),
      make("small", { dir: "auto" }, person.rank),
    ),
  );
}

function pointAt(user) {
  const place = options().findIndex((option) => option.dataset.user === user);
  if (place >= 0) point(place);
}

function point(place) {
  active = place;
  options().forEach((option, index) => option.setAttribute("aria-selected", index === place));
  const option = options()[place];
  if (option) {
    search.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
}
