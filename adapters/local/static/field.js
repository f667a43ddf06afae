// A field of a form, drawn: a text, a choice of one or several, a file.

import { word } from "./begin.js";
import { make, newId } from "./dom.js";

const MOST_RADIOS = 6;
const MOST_UNFILTERED = 10;
const INPUTS = { line: "text", phone: "tel", date: "date" };

// {name, element, values() or file(), check(), wrong(), focus()}. `before` is the field of that
// name that it takes the place of: what was typed into it stays.
export function drawField(field, before) {
  if (field.kind === "file") return fileField(field, before);
  if (field.kind === "several") return severalField(field, before);
  if (field.kind === "one" && field.options.length <= MOST_RADIOS) return radioField(field, before);
  if (field.kind === "one") return selectField(field, before);
  return textField(field, before);
}

function textField(field, before) {
  const attributes = { name: field.name, dir: "auto" };
  const input =
    field.kind === "paragraph"
      ? make("textarea", { ...attributes, rows: 4 })
      : make("input", { ...attributes, type: INPUTS[field.kind], autocomplete: "off" });
  input.value = field.value || before?.values()[0] || "";
  const frame = labelled(field, input);
  return {
    ...frame,
    values: () => [input.value],
    check: () => frame.mark(textTrouble(field, input)),
    focus: () => input.focus(),
  };
}

function textTrouble(field, input) {
  if (input.validity.badInput) return word("required");
  if (field.required && !input.value.trim()) return word("required");
  if ([...input.value].length > field.most) return word("too-long", { most: String(field.most) });
  return "";
}

function selectField(field, before) {
  const chosen = before?.values()[0] ?? field.chosen[0] ?? "";
  const select = make("select", { name: field.name }, make("option", { value: "" }, word("choose-one")));
  for (const option of field.options) {
    const words = option.hint ? `${option.label} – ${option.hint}` : option.label;
    select.append(make("option", { value: option.value }, words));
  }
  select.value = chosen;
  const frame = labelled(field, select);
  return {
    ...frame,
    values: () => (select.value ? [select.value] : []),
    check: () => frame.mark(field.required && !select.value ? word("required") : ""),
    focus: () => select.focus(),
  };
}

function radioField(field, before) {
  return choices(field, "radio", before?.values() ?? field.chosen);
}

function severalField(field, before) {
  return choices(field, "checkbox", before?.values() ?? field.chosen);
}

function choices(field, type, chosen) {
  const group = newId("choice");
  const boxes = field.options.map((option) => {
    const hint = option.hint ? make("small", { dir: "auto" }, option.hint) : null;
    const box = make("input", { type, name: group, value: option.value });
    box.checked = chosen.includes(option.value);
    const words = make("span", { class: "option-words" }, make("span", { dir: "auto" }, option.label), hint);
    return { box, label: make("label", { class: "option" }, box, words) };
  });
  const list = make("div", { class: "options" }, ...boxes.map(({ label }) => label));
  const filter = boxes.length > MOST_UNFILTERED ? filterOf(boxes) : null;
  const frame = grouped(field, filter, list);
  // Of a group of radio buttons the chosen one is where the Tab key comes as well.
  const first = () => boxes.find(({ box }) => type === "radio" && box.checked) ?? boxes[0];
  const values = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  return {
    ...frame,
    values,
    check: () => frame.mark(field.required && !values().length ? word("required") : ""),
    focus: () => (filter ?? first()?.box)?.focus(),
  };
}

// Hides the options that do not match; what is ticked stays ticked.
function filterOf(boxes) {
  const attributes = { class: "filter", type: "search", placeholder: word("filter-options") };
  const input = make("input", { ...attributes, "aria-label": word("filter-options") });
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const { label } of boxes) label.hidden = !label.textContent.toLowerCase().includes(wanted);
  });
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  return input;
}

function fileField(field, before) {
  const input = before?.input ?? make("input", { type: "file", name: field.name });
  if (field.accept.length) input.accept = field.accept.join(",");
  const frame = labelled(field, input);
  return {
    ...frame,
    input,
    file: () => input.files[0] ?? null,
    check: () => frame.mark(fileTrouble(field, input.files[0])),
    focus: () => input.focus(),
  };
}

function fileTrouble(field, file) {
  if (field.required && !file) return word("required");
  return file && file.size > field.most ? word("refused-big") : "";
}

// A label, a hint and an error around one input, tied to it for whoever listens.
function labelled(field, input) {
  input.id = newId("field");
  const label = make("label", { class: "field-label", for: input.id, dir: "auto" }, field.label);
  return framed(field, make("div", { class: "field" }), label, [input], input);
}

// The same around a group of them.
function grouped(field, ...inputs) {
  const legend = make("legend", { class: "field-label", dir: "auto" }, field.label);
  const fieldset = make("fieldset", { class: "field" });
  return framed(field, fieldset, legend, inputs.filter(Boolean), fieldset);
}

function framed(field, element, label, inputs, described) {
  if (!field.required) label.append(" ", make("small", {}, `(${word("optional")})`));
  const hint = field.hint ? make("p", { class: "field-hint", id: newId("hint"), dir: "auto" }, field.hint) : null;
  const error = make("p", { class: "field-error", id: newId("error"), dir: "auto" });
  described.setAttribute("aria-describedby", [hint?.id, error.id].filter(Boolean).join(" "));
  if (field.required && described.tagName !== "FIELDSET") described.setAttribute("aria-required", "true");
  element.append(...[label, hint, ...inputs, error].filter(Boolean));
  const mark = (words) => {
    error.textContent = words;
    element.classList.toggle("wrong", words !== "");
    if (described.tagName !== "FIELDSET") described.setAttribute("aria-invalid", words !== "");
  };
  mark(field.error);
  return { name: field.name, element, mark, wrong: () => error.textContent !== "" };
}
