// An answer that only this person sees: a panel of the window it was caused in, kept nowhere.

import { drawMessage } from "./card.js";
import { word } from "./begin.js";

export class Aside {
  // `press(number, button, message)` is called for its buttons.
  constructor(root, press) {
    this.root = root;
    this.card = root.querySelector(".aside-card");
    this.title = root.querySelector(".aside-title");
    this.press = press;
    this.cause = null;
    root.setAttribute("aria-label", word("aside-label"));
    this.unfolding = root.querySelector(".aside-unfold");
    this.unfolding.addEventListener("click", () => {
      this.foldTo(false);
      this.title.focus({ preventScroll: true });
    });
    root.querySelector(".aside-close").addEventListener("click", () => this.close());
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  // Takes the place of whatever was there. `cause` is what had the focus before it came.
  show(message, cause) {
    if (!this.root.contains(cause)) this.cause = cause;
    this.draw(message);
    this.title.focus({ preventScroll: true });
  }

  draw(message) {
    const press = (number, button) => this.press(number, button, message);
    this.card.replaceChildren(drawMessage(message, press));
    this.card.scrollTop = 0;
    this.root.hidden = false;
    this.foldTo(false);
    this.root.classList.remove("fresh");
    void this.root.offsetWidth; // so that the same panel comes in again
    this.root.classList.add("fresh");
  }

  // Something new came into the chat, which this would hide. Not while somebody is in it.
  makeWay() {
    if (!this.root.hidden && !this.root.contains(document.activeElement)) this.foldTo(true);
  }

  get covers() {
    return !this.root.hidden && !this.card.hidden;
  }

  foldTo(folded) {
    this.card.hidden = folded;
    this.unfolding.hidden = !folded;
  }

  close() {
    if (this.root.hidden) return;
    const hadFocus = this.root.contains(document.activeElement);
    this.clear();
    if (hadFocus) this.onclose(this.cause);
  }

  clear() {
    this.root.hidden = true;
    this.card.replaceChildren();
  }

  // Where the focus goes afterwards; the phone's to say.
  onclose() {}
}
