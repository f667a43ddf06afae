// What a person does, told to the server; the answer comes when it is committed.

import { word } from "./begin.js";

// An event's id is made here, so that the same doing is never two events.
function newEvent() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Resolves to {aside, form} (either may be null), or to {refused: words}, with nothing lost.
export function act(kind, body, files = null) {
  const event = JSON.stringify({ event: newEvent(), ...body });
  if (files === null) return post(`/act/${kind}`, { body: event, json: true });
  const parts = new FormData();
  parts.append("event", event);
  for (const [name, file] of files) parts.append(name, file, file.name);
  return post(`/act/${kind}`, { body: parts, json: false });
}

// The clock, the scenes, the telephones: resolves to what the server answers, or {refused}.
export const direct = (path, body) =>
  post(`/stage/${path}`, { body: JSON.stringify(body), json: true });

async function post(path, { body, json }) {
  const headers = json ? { "Content-Type": "application/json" } : {};
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body });
  } catch {
    return { refused: word("not-reached") };
  }
  try {
    return await response.json();
  } catch {
    return { refused: word("sorry") };
  }
}
