// A form of the bot's: a dialog over the phone, which keeps every value until it is accepted.

import { word } from "./begin.js";
import { drawFoot } from "./card.js";
import { make, newId, symbol } from "./dom.js";
import { drawField } from "./field.js";
import { withNumbers } from "./numbers.js";

// Opens it. `submit(values, files)` resolves to a form (asked again, with what was wrong), to
// {refused: words}, or to null, and then the dialog closes. `phone` is the element it belongs to;
// `closed()` is called when it is gone.
export function openForm(form, phone, submit, closed) {
  const dialog = make("dialog", { class: "sheet form" });
  document.body.append(dialog);
  const open = new OpenForm(dialog, submit);
  open.draw(form);
  place(dialog, phone);
  const again = () => place(dialog, phone);
  addEventListener("resize", again);
  dialog.addEventListener("close", () => {
    removeEventListener("resize", again);
    dialog.remove();
    closed();
  });
  dialog.showModal();
  open.focusFirst();
}

// Over its phone, where there is room for more than one.
function place(dialog, phone) {
  const box = phone.getBoundingClientRect();
  const room = window.innerWidth;
  if (room < 860) {
    dialog.style.removeProperty("left");
    dialog.style.removeProperty("width");
    return;
  }
  const width = Math.min(460, room - 32);
  const left = box.left + (box.width - width) / 2;
  dialog.style.width = `${width}px`;
  dialog.style.left = `${Math.max(16, Math.min(left, room - width - 16))}px`;
}

class OpenForm {
  constructor(dialog, submit) {
    this.dialog = dialog;
    this.submit = submit;
    this.fields = [];
  }

  // Draws it, or draws it anew with what was wrong; fields of the same name keep their values.
  draw(form) {
    const before = new Map(this.fields.map((field) => [field.name, field]));
    this.fields = form.fields.map((field) => drawField(field, before.get(field.name)));
    const title = newId("form-title");
    this.dialog.setAttribute("aria-labelledby", title);
    this.trouble = make("p", { class: "form-trouble", role: "alert" });
    this.moment = make("p", { class: "moment", role: "status" });
    this.send = make("button", { class: "button primary", type: "submit" }, make("span", {}, form.submit));
    const close = make(
      "button",
      { class: "icon-button", type: "button", title: word("close"), onclick: () => this.dialog.close() },
      symbol("close"),
      make("span", { class: "unseen" }, word("close")),
    );
    this.form = make(
      "form",
      { novalidate: true, onsubmit: (event) => this.submitted(event) },
      make("header", {}, make("h2", { id: title, dir: "auto" }, form.title), close),
      make(
        "div",
        { class: "form-body" },
        form.intro ? make("p", { class: "form-intro", dir: "auto" }, ...withNumbers(form.intro)) : null,
        ...this.fields.map((field) => field.element),
        form.footer ? drawFoot(form.footer) : null,
      ),
      make("footer", {}, this.trouble, this.moment, this.send),
    );
    this.dialog.replaceChildren(this.form);
  }

  focusFirst() {
    const wrong = this.fields.find((field) => field.wrong());
    (wrong ?? this.fields[0])?.focus();
  }

  async submitted(event) {
    event.preventDefault();
    if (this.busy) return;
    this.trouble.textContent = "";
    for (const field of this.fields) field.check();
    if (this.fields.some((field) => field.wrong())) {
      this.say(word("form-refused"));
      this.focusFirst();
      return;
    }
    this.wait(true);
    const values = Object.fromEntries(
      this.fields.filter((field) => field.values).map((field) => [field.name, field.values()]),
    );
    const files = this.fields.flatMap((field) => (field.file?.() ? [[field.name, field.file()]] : []));
    const answer = await this.submit(values, files);
    this.wait(false);
    if (answer === null) this.dialog.close();
    else if (answer.refused !== undefined) this.say(answer.refused);
    else {
      this.draw(answer);
      if (this.fields.some((field) => field.wrong())) this.say(word("form-refused"));
      this.focusFirst();
    }
  }

  say(words) {
    this.trouble.textContent = words;
  }

  wait(busy) {
    this.busy = busy;
    this.send.classList.toggle("waiting", busy);
    this.send.setAttribute("aria-disabled", busy);
    clearTimeout(this.timer);
    this.moment.textContent = "";
    if (busy) this.timer = setTimeout(() => (this.moment.textContent = word("moment")), 2_000);
  }
}
