/** Keeps a chat at its newest message, unless the person scrolled up; then a button counts what came below. */
import { part } from "./dom.js";

const NEAR = 60; // pixels from the bottom that still count as being there

export class Scroller {
  #view;
  #jump;
  #following = true;
  #below = 0;
  #size = "";

  constructor(view, rows, jump) {
    this.#view = view;
    this.#jump = jump;
    view.addEventListener("scroll", () => this.#scrolled());
    jump.addEventListener("click", () => view.scrollTo({ top: view.scrollHeight, behavior: "smooth" }));
    const resized = new ResizeObserver(() => this.#resized());
    for (const element of [view, rows]) resized.observe(element); // keyboards open, messages come, photos load
  }

  toBottom() {
    this.#view.scrollTo({ top: this.#view.scrollHeight, behavior: "instant" });
    this.#follow(true);
  }

  /** A message was added at the end. */
  added() {
    if (this.#following) return;
    this.#below += 1;
    this.#draw();
  }

  #resized() {
    this.#size = this.#measure();
    if (this.#following) this.toBottom();
  }

  #scrolled() {
    if (this.#measure() !== this.#size) return; // not the person but the layout: #resized follows in this frame
    const { scrollHeight, scrollTop, clientHeight } = this.#view;
    this.#follow(scrollHeight - scrollTop - clientHeight < NEAR);
  }

  #measure() {
    return `${this.#view.scrollHeight}/${this.#view.clientHeight}`;
  }

  #follow(following) {
    this.#following = following;
    if (following) this.#below = 0;
    this.#draw();
  }

  #draw() {
    this.#jump.hidden = this.#following;
    part(this.#jump, "count").textContent = this.#below || "";
  }
}
