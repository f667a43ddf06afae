// What the page was given when it was loaded: phones, zone, language, words.

export const begin = JSON.parse(document.getElementById("begin").textContent);

// The words of an id ("moment"), with `{name}` and the like filled in.
export function word(id, filled = {}) {
  const words = begin.words[id];
  if (words === undefined) throw new Error(`no words ${id}`);
  return words.replace(/\{(\w+)\}/g, (whole, name) => filled[name] ?? whole);
}
