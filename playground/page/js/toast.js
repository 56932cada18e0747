/** The short answer to a tap, over the chat; it goes away by itself after the time that reading it takes. */
import { announce } from "./notices.js";

const LEAST = 2_500;
const PER_CHARACTER = 60;

export class Toast {
  #element;
  #timer = null;

  constructor(element) {
    this.#element = element;
  }

  show(text) {
    clearTimeout(this.#timer);
    this.#element.textContent = text;
    this.#element.hidden = false;
    announce(text);
    this.#timer = setTimeout(() => { this.#element.hidden = true; }, LEAST + text.length * PER_CHARACTER);
  }
}
