// The input box of a phone: text, commands with completion, a file.

import { word } from "./begin.js";
import { announce, grow, make, newId } from "./dom.js";
import { Sending, under } from "./sending.js";

export class Composer {
  // `send` has begin() (for what is typed, or sent, anew), text(user, words), command(user, name, rest)
  // and file(file); text and command resolve to whether it was taken. The box is free at once; what was not taken comes back to it.
  constructor(root, send) {
    this.form = root.querySelector(".composer");
    this.box = root.querySelector(".typed");
    this.list = root.querySelector(".completions");
    this.file = root.querySelector(".clip-file");
    this.send = send;
    this.commands = [];
    this.found = [];
    this.active = -1;
    this.drafts = new Map(); // half a sentence of each who has had this phone
    this.sending = new Sending((busy) => this.form.classList.toggle("waiting", busy));
    this.list.id = newId("commands");
    this.box.setAttribute("aria-controls", this.list.id);
    this.box.addEventListener("input", () => {
      this.send.begin();
      this.changed();
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => setTimeout(() => this.closeList(), 150));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    root.querySelector(".clip").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.sendFile());
  }

  focus() {
    this.box.focus();
  }

  get typing() {
    return document.activeElement === this.box && this.box.value !== "";
  }

  // Another person takes the phone, and finds what they had begun to type.
  become(user) {
    if (this.user !== undefined) this.drafts.set(this.user, this.box.value);
    this.user = user;
    this.fill(this.drafts.get(user) ?? "");
    this.closeList();
  }

  fill(words) {
    this.box.value = words;
    this.changed();
  }

  changed() {
    grow(this.box);
    const typed = /^\/([\w-]*)$/.exec(this.box.value);
    this.found = typed ? this.commands.filter((command) => command.name.startsWith(typed[1])) : [];
    if (this.found.length) this.openList();
    else this.closeList();
  }

  openList() {
    if (this.list.hidden) announce(word("commands-found"));
    this.list.replaceChildren(
      ...this.found.map((command, place) =>
        make(
          "li",
          { role: "option", id: `${this.list.id}-${place}`, onpointerdown: (event) => this.take(event, place) },
          make("strong", {}, `/${command.name}`),
          make("span", { dir: "auto" }, command.description),
        ),
      ),
    );
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.point(0);
  }

  closeList() {
    this.found = [];
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  point(place) {
    this.active = (place + this.found.length) % this.found.length;
    [...this.list.children].forEach((option, index) =>
      option.setAttribute("aria-selected", index === this.active),
    );
    const option = this.list.children[this.active];
    this.box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  // The command is written out; Enter then sends it, so that words can be added first.
  complete(place) {
    this.box.value = `/${this.found[place].name}`;
    this.closeList();
    this.box.focus();
  }

  take(event, place) {
    event.preventDefault();
    this.complete(place);
    this.submit();
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (open && event.key === "ArrowDown") this.point(this.active + 1);
    else if (open && event.key === "ArrowUp") this.point(this.active - 1);
    else if (open && event.key === "Escape") this.closeList();
    else if (open && event.key === "Tab" && !event.shiftKey) this.complete(this.active);
    else if (event.key === "Enter" && !event.shiftKey) {
      if (open) this.complete(this.active);
      this.submit();
    } else return;
    event.preventDefault();
  }

  submit() {
    const { user } = this;
    const typed = this.box.value;
    if (!typed.trim()) return;
    const command = /^\/([\w-]+)(?:\s+([\s\S]*))?$/.exec(typed.trim());
    this.fill("");
    this.send.begin();
    this.sending.add(
      () => (command ? this.send.command(user, command[1], command[2] ?? "") : this.send.text(user, typed)),
      () => this.giveBack(user, typed),
    );
  }

  giveBack(user, typed) {
    if (user === this.user) this.fill(under(typed, this.box.value));
    else this.drafts.set(user, under(typed, this.drafts.get(user)));
  }

  async sendFile() {
    const [file] = this.file.files;
    if (file) await this.send.file(file);
    this.file.value = "";
  }
}
