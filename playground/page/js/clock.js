/** The bot's clock: shows its time and moves it forward. */
import { api } from "./api.js";
import { part } from "./dom.js";
import { dateOf, durationOf, t, timeOf } from "./i18n.js";
import { attempt } from "./notices.js";

const SECOND = 1_000;
const WORTH_SHOWING = 60 * SECOND;

export class Clock {
  #element = document.getElementById("clock");
  #ahead = 0; // milliseconds from this computer's time to the bot's

  constructor() {
    for (const button of this.#element.querySelectorAll("[data-advance]")) {
      button.addEventListener("click", () => this.#advance(Number(button.dataset.advance)));
    }
    setInterval(() => this.#draw(), SECOND);
  }

  async load() {
    this.set(await api.clock());
  }

  set(now) {
    this.#ahead = now - Date.now();
    this.#draw();
  }

  async #advance(seconds) {
    this.#busy(true);
    await attempt(async () => this.set(await api.advance(seconds)));
    this.#busy(false);
  }

  #busy(busy) {
    this.#element.ariaBusy = String(busy);
    for (const button of this.#element.querySelectorAll("button")) button.disabled = busy;
  }

  #draw() {
    const now = new Date(Date.now() + this.#ahead);
    part(this.#element, "time").textContent = timeOf(now);
    part(this.#element, "date").textContent = dateOf(now);
    const shift = part(this.#element, "ahead");
    shift.hidden = this.#ahead < WORTH_SHOWING;
    shift.textContent = `+${durationOf(this.#ahead)}`;
    shift.title = t("clock.ahead", { duration: durationOf(this.#ahead) });
  }
}
