// One phone: one person's direct messages with the bot, and what they can do there.

import { act } from "./act.js";
import { Aside } from "./aside.js";
import { word } from "./begin.js";
import { drawCall } from "./calls.js";
import { Composer } from "./composer.js";
import { announce, drawFace, make } from "./dom.js";
import { drawEntry } from "./entry.js";
import { openForm } from "./form.js";
import { Talks } from "./talks.js";
import { dayInWords } from "./time.js";

const SLOW = 2_000; // milliseconds after which "one moment" is said
const NEAR = 80; // pixels from the end that still count as being there
const EDGE = 24; // pixels kept free over a message that is taller than the screen
const LOCK_SCREEN = 4_500; // milliseconds

export class Phone {
  // `page` has person(user), commands(), now(), choose(phone) and unread(phone).
  constructor(user, page) {
    this.page = page;
    const template = document.getElementById("phone-template");
    this.root = template.content.firstElementChild.cloneNode(true);
    this.log = this.root.querySelector(".log");
    this.entries = this.root.querySelector(".entries");
    this.newer = this.root.querySelector(".newer");
    this.moment = this.root.querySelector(".foot .moment");
    this.refusal = this.root.querySelector(".refusal");
    this.aside = new Aside(this.root.querySelector(".aside"), (number, button, message) =>
      this.press(number, button, message, ""),
    );
    this.talks = new Talks(this.root, page);
    this.aside.onclose = (cause) => this.refocus(cause);
    this.composer = new Composer(this.root, {
      begin: () => this.refuse(""),
      text: (user, text) => this.typed("text", { user, text }),
      command: (user, name, text) => this.typed("command", { user, name, text }),
      file: (file) => this.sendFile(file),
    });
    this.root.querySelector(".who").addEventListener("click", () => page.choose(this));
    this.newer.addEventListener("click", () => this.toEnd());
    this.log.addEventListener("scroll", () => this.scrolled());
    const grown = new ResizeObserver(() => this.pinned && this.toEnd());
    grown.observe(this.log);
    grown.observe(this.entries);
    this.become(user);
  }

  // Another person takes this phone; their chat comes with the next news.
  become(user) {
    this.user = user;
    this.waiting = 0;
    this.pinned = true;
    this.end = 0;
    this.aside.clear();
    this.quiet();
    this.entries.replaceChildren();
    this.newer.hidden = true;
    this.unlock();
    this.refuse("");
    this.composer.become(user);
    this.talks.become(user);
    this.root.dataset.user = user;
    this.root.querySelector(".own-window").href = `/?phone=${encodeURIComponent(user)}`;
    this.drawPerson();
  }

  drawPerson() {
    const person = this.page.person(this.user);
    const place = [person.role, person.station, person.rank].filter(Boolean).join(" · ");
    drawFace(this.root.querySelector(".face"), person);
    this.root.querySelector(".who-name").textContent = person.name;
    this.root.querySelector(".who-role").textContent = place;
    this.root.setAttribute("aria-label", person.name);
    this.drawCommands();
  }

  drawCommands() {
    this.composer.commands = this.page.commands();
    this.root.querySelector(".empty-commands").replaceChildren(
      ...this.page.commands().map((command) =>
        make(
          "button",
          {
            class: "command",
            type: "button",
            onclick: () => this.sent(act("command", { user: this.user, name: command.name })),
          },
          make("strong", {}, `/${command.name}`),
          make("span", { dir: "auto" }, command.description),
        ),
      ),
    );
  }

  // ── what the server tells ────────────────────────────────────────────────────────────────

  show(entries, talks) {
    this.talks.become(this.user, talks);
    const focused = this.entries.contains(document.activeElement);
    this.entries.replaceChildren();
    for (const entry of entries) this.append(entry);
    this.toEnd();
    if (focused) this.log.focus({ preventScroll: true });
  }

  add(entry) {
    if (this.log.scrollTop < this.end - NEAR) this.pinned = false; // before its event came
    this.append(entry).classList.add("fresh");
    if (this.pinned || entry.kind !== "posted") this.toEnd();
    else this.newer.hidden = false;
    if (entry.kind === "posted") this.tell(entry.message.notification);
  }

  tell(notification) {
    this.talks.botWrote();
    this.aside.makeWay();
    const here = this.root.contains(document.activeElement);
    if (!here) this.page.unread(this);
    if (!here || this.aside.covers) this.lockScreen(notification);
  }

  // By somebody else, in a conversation of the two.
  wrote(other, entry) {
    if (!this.talks.add(other, entry)) return;
    this.page.unread(this);
    this.lockScreen(this.page.person(other).name);
  }

  // In its place; whoever was on one of its buttons is on the same one afterwards.
  redraw(entry) {
    const before = this.find(entry.handle);
    if (!before) return;
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    const after = this.draw(entry);
    after.classList.add("redrawn");
    before.replaceWith(after);
    if (this.pinned) this.toEnd();
    if (focused === null) return;
    const same = after.querySelector(`[data-number="${focused.dataset.number}"]`);
    (same ?? after.querySelector(".entry-body")).focus({ preventScroll: true });
  }

  remove(handle) {
    const entry = this.find(handle);
    if (!entry) return;
    if (entry.contains(document.activeElement)) this.composer.focus();
    const day = entry.previousElementSibling;
    entry.remove();
    const last = day?.className === "day" && day.nextElementSibling?.dataset.handle === undefined;
    if (last) day.remove();
  }

  ring(ring, end) {
    this.talks.show(null);
    const place = this.root.querySelector(".call");
    place.replaceChildren(drawCall(ring, end));
    place.hidden = false;
    place.dataset.ring = ring.id;
  }

  ringOver(id) {
    const place = this.root.querySelector(".call");
    if (place.dataset.ring !== id) return;
    const had = place.contains(document.activeElement);
    place.hidden = true;
    place.replaceChildren();
    if (had) this.composer.focus();
  }

  // ── what this person does ────────────────────────────────────────────────────────────────

  async press(number, button, message, handle) {
    if (button.classList.contains("waiting")) return;
    button.classList.add("waiting");
    button.setAttribute("aria-busy", "true");
    const body = { user: this.user, handle, token: message.token, number };
    await this.sent(act("press", body), button, handle);
    button.classList.remove("waiting");
    button.removeAttribute("aria-busy");
  }

  async sendFile(file) {
    if (file.size > 24_000_000) {
      this.refuse(word("refused-big"));
      return false;
    }
    return this.sent(act("file", { user: this.user }, [["file", file]]));
  }

  async submitForm(form, values, files, cause, handle) {
    const body = { user: this.user, handle, token: form.token, values };
    const answer = await act("form", body, files);
    if (answer.refused !== undefined) return answer;
    if (!answer.handled) return { refused: wordsOf(answer.aside) };
    if (answer.form) return answer.form;
    this.afterForm = () => this.answered({ ...answer, form: null }, cause, handle);
    return null;
  }

  // By whoever had this phone when it was typed; it may have changed hands meanwhile.
  typed(kind, body) {
    const told = act(kind, body);
    if (body.user === this.user) return this.taken(told);
    return told.then((answer) => answer.refused === undefined && answer.handled);
  }

  sent(promise, cause, handle) {
    this.refuse("");
    return this.taken(promise, cause, handle);
  }

  // Whether it was. The answer shows in this window alone.
  async taken(promise, cause = document.activeElement, handle = "") {
    const user = this.user;
    this.wait(1);
    const answer = await promise;
    const taken = answer.refused === undefined && answer.handled;
    if (this.user !== user) return taken; // the phone changed hands meanwhile
    this.wait(-1);
    if (answer.refused !== undefined) {
      this.refuse(answer.refused);
      return taken;
    }
    this.answered(answer, cause, handle);
    return taken;
  }

  answered({ aside, form }, cause, handle) {
    if (aside) {
      if (this.composer.typing) this.showBeside(aside);
      else this.aside.show(aside, cause);
      if (this.pinned) this.toEnd();
    }
    if (form) this.openForm(form, cause, handle);
  }

  // Whoever is typing on goes on; what they are told meanwhile is said.
  showBeside(aside) {
    this.aside.draw(aside);
    announce(wordsOf(aside));
  }

  // What this person was told when the scene was set; nobody pressed here, so the focus stays.
  lay(aside) {
    this.aside.draw(aside);
  }

  openForm(form, cause, handle) {
    let shown = form;
    let gone = false;
    this.afterForm = null;
    const submit = async (values, files) => {
      const answer = await this.submitForm(shown, values, files, cause, handle);
      if (answer?.fields) shown = answer;
      if (gone) this.afterForm?.(); // it was closed before its answer came
      return answer;
    };
    openForm(form, this.root, submit, () => {
      gone = true;
      this.refocus(cause);
      this.afterForm?.();
    });
  }

  // ── the rest ─────────────────────────────────────────────────────────────────────────────

  append(entry) {
    const day = dayInWords(new Date(entry.at), this.page.now());
    if (this.entries.lastElementChild?.dataset.day !== day) {
      this.entries.append(make("li", { class: "day", "data-day": day }, make("span", {}, day)));
    }
    const drawn = this.draw(entry);
    drawn.dataset.day = day;
    this.entries.append(drawn);
    return drawn;
  }

  draw(entry) {
    const drawn = drawEntry(entry, (number, button, { message, handle }) =>
      this.press(number, button, message, handle),
    );
    drawn.dataset.day = dayInWords(new Date(entry.at), this.page.now());
    return drawn;
  }

  find(handle) {
    return this.entries.querySelector(`[data-handle="${handle}"]`);
  }

  refocus(cause) {
    const there = cause?.isConnected && this.root.contains(cause) && cause.offsetParent !== null;
    if (there) cause.focus({ preventScroll: true });
    else this.composer.focus();
  }

  // Whoever reads further up stays there; whoever is at the end stays at the end, also where the
  // phone became narrower or lower: then nobody scrolled.
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (this.pinned && this.room !== `${scrollHeight}/${clientHeight}`) {
      this.toEnd();
      return;
    }
    this.pinned = scrollTop > this.rest() - NEAR;
    if (this.pinned) this.newer.hidden = true;
  }

  // Where the newest is read from: the end, or its beginning where it is taller than the screen,
  // since what matters ("you are together") stands first.
  rest() {
    const { scrollHeight, clientHeight } = this.log;
    const newest = this.entries.lastElementChild?.offsetHeight ?? 0;
    return Math.max(0, scrollHeight - Math.max(clientHeight, newest + EDGE));
  }

  toEnd() {
    this.pinned = true;
    this.newer.hidden = true;
    this.log.scrollTop = this.rest();
    this.end = this.log.scrollTop;
    this.room = `${this.log.scrollHeight}/${this.log.clientHeight}`;
  }

  // "One moment", which claims nothing, where an answer takes its time.
  wait(change) {
    this.waiting = Math.max(0, this.waiting + change);
    if (this.waiting === 0) this.quiet();
    else this.slow ??= setTimeout(() => (this.moment.textContent = word("moment")), SLOW);
  }

  quiet() {
    clearTimeout(this.slow);
    this.slow = undefined;
    this.moment.textContent = "";
  }

  refuse(words) {
    this.refusal.textContent = words;
  }

  // What a phone that lies there would show: no content.
  lockScreen(notification) {
    const lock = this.root.querySelector(".lock");
    lock.lastElementChild.textContent = notification;
    lock.hidden = false;
    clearTimeout(this.locked);
    this.locked = setTimeout(() => this.unlock(), LOCK_SCREEN);
  }

  unlock() {
    clearTimeout(this.locked);
    this.root.querySelector(".lock").hidden = true;
  }
}

function wordsOf(message) {
  return message.sections
    .flatMap((section) => [section.heading, section.text])
    .filter(Boolean)
    .join("\n");
}
