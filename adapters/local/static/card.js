// A message of the bot's, drawn: a file, sections, pictures, buttons, and the help line at the foot.

import { make, symbol } from "./dom.js";
import { withNumbers } from "./numbers.js";

// `press(number, button)` is called with the number of the button that was pressed.
export function drawMessage(message, press) {
  const sections = message.sections.map((section) => drawSection(section, press));
  const foot = message.footer ? drawFoot(message.footer) : null;
  const file = message.file ? drawFile(message.file) : null;
  return make("div", { class: "card" }, file, ...sections, foot);
}

function drawSection(section, press) {
  const words = make("div", { class: "section-words" });
  if (section.heading) words.append(make("h3", { dir: "auto" }, section.heading));
  if (section.text) words.append(...paragraphs(section.text));
  const parts = [];
  if (section.image) parts.push(drawImage(section.image));
  if (words.childElementCount) parts.push(words);
  const body = parts.length ? make("div", { class: "section-body" }, ...parts) : null;
  const buttons = section.buttons.length
    ? make("div", { class: "buttons" }, ...section.buttons.map((b) => drawButton(b, press)))
    : null;
  const talk = section.talkTo ? make("div", { class: "buttons" }, drawTalk(section)) : null;
  const pictured = section.image && words.childElementCount > 0;
  return make("div", { class: pictured ? "section pictured" : "section" }, body, talk, buttons);
}

// The help line: at the foot of messages and of forms.
export function drawFoot(footer) {
  return make("p", { class: "card-foot", dir: "auto" }, ...withNumbers(footer));
}

// A blank line begins a paragraph; a line break stays one.
function paragraphs(text) {
  return text.split(/\n{2,}/).map((words) => make("p", { dir: "auto" }, ...withNumbers(words)));
}

function drawImage(image) {
  return make("img", { class: "picture", src: image.source, alt: image.alt });
}

// Saved when it is pressed on. It is in the page itself, and gone with the message.
function drawFile({ name, source }) {
  return make("a", { class: "file-link", href: source, download: name }, symbol("file"), make("bdi", {}, name));
}

// The way to a conversation of the two, as every platform has one.
function drawTalk({ talkTo, talkLabel }) {
  const told = { bubbles: true, detail: talkTo };
  const turn = (event) => event.currentTarget.dispatchEvent(new CustomEvent("write-to", told));
  const attributes = { class: "button", type: "button", dir: "auto", onclick: turn };
  return make("button", attributes, make("span", {}, talkLabel));
}

function drawButton(button, press) {
  const attributes = {
    class: `button ${button.style}`,
    type: "button",
    "data-number": button.number,
    dir: "auto",
    onclick: (event) => press(button.number, event.currentTarget),
  };
  return make("button", attributes, make("span", {}, button.label));
}
