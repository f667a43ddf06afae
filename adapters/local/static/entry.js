// An entry of a chat, drawn: what the bot posted, what this person wrote or sent.

import { begin, word } from "./begin.js";
import { drawMessage } from "./card.js";
import { make, symbol } from "./dom.js";
import { withNumbers } from "./numbers.js";
import { clockOf } from "./time.js";

// `press(number, button, entry)` is called for the buttons of a posted message.
export function drawEntry(entry, press) {
  const drawn = entry.kind === "posted" ? drawPosted(entry, press) : drawOwn(entry);
  drawn.dataset.handle = entry.handle;
  drawn.dataset.at = entry.at;
  return drawn;
}

function drawPosted(entry, press) {
  const head = make(
    "p",
    { class: "entry-head" },
    make("span", { class: "entry-by" }, begin.bot),
    make("span", { class: "unseen" }, ` ${word("bot-said")} `),
    timeOf(entry),
  );
  const card = drawMessage(entry.message, (number, button) => press(number, button, entry));
  const face = make("span", { class: "entry-face", "aria-hidden": "true" }, symbol("mark"));
  const body = make("div", { class: "entry-body", tabindex: "-1" }, head, card);
  return make("li", { class: "entry posted" }, face, body);
}

function drawOwn(entry) {
  const said = entry.kind === "said";
  const what = said
    ? make("p", { class: "bubble", dir: "auto" }, ...withNumbers(entry.text))
    : make("p", { class: "bubble file" }, symbol("file"), make("bdi", {}, entry.name), sizeOf(entry));
  const reader = word(said ? "you-said" : "sent-file");
  return make(
    "li",
    { class: "entry own" },
    make("div", { class: "entry-body" }, make("span", { class: "unseen" }, reader), what, timeOf(entry)),
  );
}

function timeOf(entry) {
  return make("time", { class: "entry-time", datetime: entry.at }, clockOf(new Date(entry.at)));
}

function sizeOf(entry) {
  const units = [
    [1_000_000, "megabyte"],
    [1_000, "kilobyte"],
    [1, "byte"],
  ];
  const [size, unit] = units.find(([size]) => entry.size >= size) ?? units[2];
  const number = new Intl.NumberFormat(begin.language, {
    style: "unit",
    unit,
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: size === 1_000_000 ? 1 : 0,
  });
  return make("small", {}, number.format(entry.size / size));
}
