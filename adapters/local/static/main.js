// The page: its phones, and what the server tells handed to each.

import "./colours.js";
import { direct } from "./act.js";
import { begin, word } from "./begin.js";
import { callAbove, endCallAbove } from "./calls.js";
import { now, setClock } from "./clock.js";
import { announce, make, symbol } from "./dom.js";
import { Live } from "./live.js";
import { fold } from "./more.js";
import { firstNote } from "./note.js";
import { Phone } from "./phone.js";
import { openPicker, refreshPicker } from "./picker.js";
import { drawScenes, sceneState } from "./scenes.js";
import { soundFor } from "./sound.js";

const row = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const offline = document.getElementById("offline");

let people = [];
let commands = [];
const rings = new Map();

const page = {
  person: (user) => people.find((person) => person.user === user) ?? unknown(user),
  commands: () => commands,
  now,
  choose,
  unread: (phone) => tabOf(phone)?.classList.add("unread"),
};

const phones = begin.phones.map((user) => new Phone(user, page));
row.append(...phones.map((phone) => phone.root));
row.dataset.count = phones.length;
drawTabs();
firstNote(begin.hint, phones.length);

const live = new Live(hear, connected);
followAll();

function unknown(user) {
  return { user, name: user, role: "", station: "", rank: "" };
}

function followAll() {
  live.follow([...new Set(phones.map((phone) => phone.user))]);
}

function hear(news) {
  const heard = {
    welcome,
    chat: () => each(news.user, (phone) => phone.show(news.entries, news.talks)),
    wrote: () => wrote(news),
    added: () => each(news.user, (phone) => phone.add(news.entry)),
    redrawn: () => each(news.user, (phone) => phone.redraw(news.entry)),
    deleted: () => each(news.user, (phone) => phone.remove(news.handle)),
    clock: () => setClock(news.clock),
    scene: () => sceneState(news.scene, news.state),
    ring: () => ring(news.ring),
    "ring-over": () => ringOver(news.ring),
  }[news.kind];
  heard(news);
}

function each(user, what) {
  phones.filter((phone) => phone.user === user).forEach(what);
}

// In a conversation of two: on either's phone.
function wrote({ between, entry }) {
  const [one, other] = between;
  each(one, (phone) => phone.wrote(other, entry));
  each(other, (phone) => phone.wrote(one, entry));
}

function welcome(news) {
  people = news.people;
  commands = news.commands;
  setClock(news.clock);
  drawScenes(news.scenes, cast);
  phones.forEach((phone) => phone.drawPerson());
  drawTabs();
  for (const id of [...rings.keys()]) ringOver(id);
  news.rings.forEach(ring);
}

function connected(open) {
  if (open && !offline.hidden) announce(word("online"));
  offline.textContent = open ? "" : word("offline");
  offline.hidden = open;
}

// ── who is on which phone ──────────────────────────────────────────────────────────────────

async function choose(phone) {
  openPicker(people, phone.user, (user) => {
    become(phone, user);
    phone.composer.focus();
  });
  const response = await fetch("/people.json").catch(() => null);
  if (response?.ok) {
    people = await response.json();
    refreshPicker(people);
  }
}

function become(phone, user) {
  const calls = [...rings.values()];
  calls.forEach((call) => hideRing(call.id));
  phone.become(user);
  remember();
  live.follow(phones.map((other) => other.user).filter((other) => other !== user));
  followAll();
  drawTabs();
  calls.forEach(showRing);
  sound();
}

// In the page's own address, so that loading it again finds the same people on the phones.
function remember() {
  const address = new URLSearchParams(phones.map((phone) => ["phone", phone.user]));
  history.replaceState(null, "", `/?${address}`);
}

function cast(users, asides) {
  fold();
  users.slice(0, phones.length).forEach((user, place) => {
    become(phones[place], user);
    if (asides[user]) phones[place].lay(asides[user]);
  });
  front(0);
}

// One phone at a time on a narrow screen, chosen by its tab.
function drawTabs() {
  const before = phones.findIndex((phone) => phone.root.classList.contains("front"));
  tabs.replaceChildren(
    ...phones.map((phone, place) => {
      phone.root.id = `phone-${place}`;
      const person = page.person(phone.user);
      return make(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${place}`,
          "aria-controls": phone.root.id,
          onclick: () => front(place),
          onkeydown: (event) => tabKey(event, place),
        },
        make("span", { dir: "auto" }, person.name),
        make("small", { dir: "auto" }, person.role),
        symbol("call"),
      );
    }),
  );
  tabs.hidden = phones.length < 2;
  markRinging();
  front(Math.max(before, 0));
}

// A phone that rings is seen at its tab while another one is in front.
function markRinging() {
  const ringing = new Set([...rings.values()].map((call) => call.user));
  phones.forEach((phone) => tabOf(phone).classList.toggle("rings", ringing.has(phone.user)));
}

function front(place) {
  phones.forEach((phone, index) => {
    phone.root.classList.toggle("front", index === place);
    const tab = tabs.children[index];
    tab.setAttribute("aria-selected", index === place);
    tab.tabIndex = index === place ? 0 : -1;
    if (index === place) tab.classList.remove("unread");
  });
  phones[place].toEnd();
}

function tabKey(event, place) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = (place + step + phones.length) % phones.length;
  front(next);
  tabs.children[next].focus();
}

function tabOf(phone) {
  return tabs.children[phones.indexOf(phone)];
}

// ── telephones ─────────────────────────────────────────────────────────────────────────────

function ring(call) {
  rings.set(call.id, call);
  if (!isHeard(call)) return;
  const person = page.person(call.user);
  announce(`${word("ring-whose", { name: person.name })}. ${call.title}`, "assertive");
  showRing(call);
  markRinging();
  sound();
}

// A window of one phone is its person's own: nobody else's rings there.
function isHeard(call) {
  return phones.length > 1 || phones[0].user === call.user;
}

function sound() {
  soundFor([...rings.values()].filter(isHeard).length);
}

function showRing(call) {
  const end = () => direct(`rings/${encodeURIComponent(call.id)}/end`, {});
  const here = phones.filter((phone) => phone.user === call.user);
  here.forEach((phone) => {
    phone.ring(call, end);
    page.unread(phone);
  });
  if (here.length || !isHeard(call)) return;
  const known = people.find((person) => person.user === call.user);
  const take = () => {
    const place = Math.min(1, phones.length - 1);
    end();
    become(phones[place], call.user);
    front(place);
    phones[place].composer.focus();
  };
  callAbove(call, known, { take, end });
}

function hideRing(id) {
  endCallAbove(id);
  phones.forEach((phone) => phone.ringOver(id));
}

function ringOver(id) {
  rings.delete(id);
  hideRing(id);
  markRinging();
  sound();
}
