// The demo's clock on the page: it counts on from what the server last said.

import { direct } from "./act.js";
import { word } from "./begin.js";
import { announce } from "./dom.js";
import { clockOf, dayOf, soonInWords } from "./time.js";

const time = document.getElementById("clock-time");
const day = document.getElementById("clock-day");
const coming = document.getElementById("clock-coming");
const pause = document.getElementById("clock-pause");
const next = document.getElementById("clock-next");
const speeds = [...document.querySelectorAll("input[name=speed]")];

let told = { now: new Date(), speed: 1, paused: true, next: null };
let since = performance.now();

export function now() {
  const run = told.paused ? 0 : (performance.now() - since) * told.speed;
  return new Date(told.now.getTime() + run);
}

export function setClock(clock) {
  told = { ...clock, now: new Date(clock.now), next: clock.next && new Date(clock.next) };
  since = performance.now();
  const what = word(told.paused ? "go-on" : "pause");
  pause.querySelector("use").setAttribute("href", told.paused ? "#icon-play" : "#icon-pause");
  pause.setAttribute("aria-label", what);
  pause.title = what;
  for (const speed of speeds) speed.checked = Number(speed.value) === told.speed;
  draw();
}

// `button` turns meanwhile: on the way, hours or days are lived through.
async function move(body, button = null) {
  if (button?.classList.contains("waiting")) return;
  button?.classList.add("waiting");
  const before = now();
  const clock = await direct("clock", body);
  button?.classList.remove("waiting");
  if (clock.refused !== undefined) {
    announce(clock.refused, "assertive");
    return;
  }
  setClock(clock);
  const moved = told.now - before > 1_000;
  if (button === next) announce(moved ? soonInWords(told.now, before) : word("no-event"));
}

function draw() {
  const instant = now();
  time.textContent = clockOf(instant);
  time.dateTime = instant.toISOString();
  day.textContent = dayOf(instant);
  coming.textContent = told.next
    ? `${word("next-event")} ${soonInWords(told.next, instant)}`
    : word("no-event");
}

pause.addEventListener("click", () => move({ do: told.paused ? "go-on" : "pause" }));
next.addEventListener("click", () => move({ do: "next-event" }, next));
for (const what of ["hour", "night"]) {
  const button = document.getElementById(`clock-${what}`);
  button.addEventListener("click", () => move({ do: what }, button));
}
for (const speed of speeds) {
  speed.addEventListener("change", () => move({ do: "speed", speed: Number(speed.value) }));
}
setInterval(draw, 250);
