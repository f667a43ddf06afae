// Telephone numbers in a text, each kept on one line. They are no links: on a page of fictional people
// a stray press must not dial a real line.

import { make } from "./dom.js";

// Groups of digits with one space, hyphen or dot between them: "1-888-731-3473", "+1 (555) 010-0199".
const NUMBER = /\+?\(?\d[\d()]*(?:[ \u00a0.-]\(?\d[\d()]*)+/g;

// The text as nodes, the same characters in the same order.
export function withNumbers(text) {
  const nodes = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    nodes.push(text.slice(end, index), make("span", { class: "number" }, number));
    end = index + number.length;
  }
  return [...nodes, text.slice(end)];
}
