// What people write to each other: conversations of two, beside the phone's chat with the bot, which
// has no part in them.

import { act } from "./act.js";
import { begin, word } from "./begin.js";
import { drawFace, grow, make, symbol } from "./dom.js";
import { withNumbers } from "./numbers.js";
import { Sending, under } from "./sending.js";
import { clockOf, dayInWords } from "./time.js";

export class Talks {
  // `page` has person(user) and now(); `root` is the phone's element.
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.row = root.querySelector(".talks");
    this.talks = new Map(); // by who the other one is
    this.open = null;
    this.drafts = new Map(); // what each who has had this phone had begun to write, by whom to
    this.unread = false; // in the chat with the bot
    this.row.setAttribute("aria-label", word("talks"));
    root.addEventListener("write-to", (event) => this.turnTo(event.detail));
  }

  // Whose phone it is now, and what was written so far.
  become(user, written = {}) {
    const open = user === this.user ? this.open : null;
    if (this.user !== undefined) this.drafts.set(this.user, this.begun());
    this.user = user;
    for (const talk of this.talks.values()) talk.panel.remove();
    this.talks.clear();
    for (const [other, entries] of Object.entries(written)) {
      const talk = this.talk(other);
      entries.forEach((entry) => this.append(talk, entry));
    }
    for (const [other, words] of this.drafts.get(user) ?? []) this.talk(other).box.value = words;
    this.show(open);
  }

  // Half a sentence outlasts a connection that was gone for a moment, and another at this phone.
  begun() {
    const talks = [...this.talks.values()];
    return new Map(talks.filter(({ box }) => box.value).map(({ other, box }) => [other, box.value]));
  }

  // Whether whoever sits there should be told of it.
  add(other, entry) {
    const talk = this.talk(other);
    this.append(talk, entry);
    if (this.open === other) talk.log.scrollTop = talk.log.scrollHeight;
    else talk.unread = entry.user !== this.user;
    this.drawRow();
    return entry.user !== this.user && !talk.panel.contains(document.activeElement);
  }

  botWrote() {
    if (this.open === null) return;
    this.unread = true;
    this.drawRow();
  }

  turnTo(other) {
    this.talk(other);
    this.show(other);
    this.talks.get(other).box.focus();
  }

  drawRow() {
    this.row.hidden = this.talks.size === 0;
    this.row.replaceChildren(
      this.tab(null, begin.bot, symbol("mark"), this.unread),
      ...[...this.talks].map(([other, talk]) => {
        const face = make("span", { class: "face", "aria-hidden": "true" });
        drawFace(face, this.page.person(other));
        return this.tab(other, this.page.person(other).name, face, talk.unread);
      }),
    );
  }

  tab(other, name, face, unread) {
    const here = String(this.open === other);
    const look = unread ? "talk-tab unread" : "talk-tab";
    return make(
      "button",
      { class: look, type: "button", "aria-pressed": here, onclick: () => this.press(other) },
      face,
      make("span", { dir: "auto" }, name),
    );
  }

  press(other) {
    this.show(other);
    this.row.querySelector("[aria-pressed=true]").focus();
  }

  // null: the chat with the bot.
  show(other) {
    this.open = this.talks.has(other) ? other : null;
    if (this.open === null) this.unread = false;
    this.root.classList.toggle("talking", this.open !== null);
    for (const [each, talk] of this.talks) {
      talk.panel.hidden = each !== this.open;
      if (each !== this.open) continue;
      talk.unread = false;
      grow(talk.box);
      talk.log.scrollTop = talk.log.scrollHeight;
    }
    this.drawRow();
  }

  // The conversation with this person; made when it is first asked for.
  talk(other) {
    const known = this.talks.get(other);
    if (known) return known;
    const { name } = this.page.person(other);
    const entries = make("ol", { class: "talk-entries" });
    const log = make(
      "div",
      { class: "log talk-log", role: "log", tabindex: "0", "aria-label": word("talk-log", { name }) },
      make("p", { class: "talk-about", dir: "auto" }, word("talk-about")),
      entries,
    );
    const label = word("talk-write", { name });
    const box = make("textarea", { class: "talk-box", rows: 1, dir: "auto", "aria-label": label, placeholder: label });
    const refusal = make("p", { class: "refusal", role: "alert" });
    const send = make(
      "button",
      { class: "icon-button send", type: "submit", title: word("send") },
      symbol("send"),
      make("span", { class: "unseen" }, word("send")),
    );
    const talk = { other, entries, log, box, refusal, unread: false, sending: new Sending() };
    const form = make("form", { class: "composer", novalidate: true, onsubmit: (event) => this.submit(event, talk) }, box, send);
    box.addEventListener("input", () => {
      refusal.textContent = "";
      grow(box);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event, talk);
    });
    talk.panel = make("section", { class: "talk", hidden: true, "aria-label": name }, log, make("div", { class: "foot" }, refusal, form));
    this.root.append(talk.panel);
    this.talks.set(other, talk);
    return talk;
  }

  submit(event, talk) {
    event.preventDefault();
    const { user } = this;
    const text = talk.box.value;
    if (!text.trim()) return;
    this.fill(talk, "");
    talk.refusal.textContent = "";
    talk.sending.add(
      () => this.write(user, talk.other, text),
      () => this.giveBack(user, talk.other, text),
    );
  }

  giveBack(user, other, text) {
    if (user === this.user) {
      this.fill(this.talk(other), under(text, this.talk(other).box.value));
      return;
    }
    const drafts = this.drafts.get(user);
    drafts.set(other, under(text, drafts.get(other)));
  }

  fill(talk, words) {
    talk.box.value = words;
    grow(talk.box);
  }

  async write(user, to, text) {
    const answer = await act("write", { user, to, text });
    if (answer.refused === undefined) return true;
    if (user === this.user) this.talk(to).refusal.textContent = answer.refused;
    return false;
  }

  append(talk, entry) {
    const at = new Date(entry.at);
    const day = dayInWords(at, this.page.now());
    if (talk.day !== day) talk.entries.append(make("li", { class: "day" }, make("span", {}, day)));
    talk.day = day;
    const own = entry.user === this.user;
    const who = own ? word("you-said") : `${this.page.person(entry.user).name} ${word("bot-said")}`;
    const body = make(
      "div",
      { class: "entry-body" },
      make("span", { class: "unseen" }, who),
      make("p", { class: "bubble", dir: "auto" }, ...withNumbers(entry.text)),
      make("time", { class: "entry-time", datetime: entry.at }, clockOf(at)),
    );
    talk.entries.append(make("li", { class: own ? "talk-entry own" : "talk-entry theirs" }, body));
  }
}
