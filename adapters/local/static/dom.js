// Elements, made by hand. Texts become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

// make("button", {class: "button", type: "button", onclick: press}, "Yes")
const TALLEST = 140; // pixels

// A box for words is as high as what is in it.
export function grow(box) {
  box.style.height = ""; // its own, also while it is nowhere to be seen
  const needed = box.value && box.scrollHeight;
  if (needed) box.style.height = `${Math.min(needed, TALLEST)}px`;
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// One of the page's symbols, for the eye only.
export function symbol(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

// A face for a person: initials on one of six calm colours, the same wherever they appear.
export function drawFace(element, person) {
  const words = person.name.split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  element.textContent = ends.map((part) => [...part][0].toUpperCase()).join("");
  let sum = 0;
  for (const letter of person.user) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  element.dataset.hue = sum % 6;
}

// Said once to whoever listens instead of looking. "polite" waits for a pause, "assertive" does not.
export function announce(words, urgency = "polite") {
  const region = document.getElementById(urgency);
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
}

let count = 0;
export const newId = (stem) => `${stem}-${++count}`;
