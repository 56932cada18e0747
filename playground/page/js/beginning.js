/** A chat without messages: what to do first, be it START or one of the bot's commands. */
import { h, part } from "./dom.js";
import { t } from "./i18n.js";

const OFFERED = 3; // commands

export class Beginning {
  #box;
  #text;
  #choices;
  #send;
  #shown = ""; // redrawing the same would take the keyboard focus away

  /** `send(text)` hears the command that was chosen. */
  constructor(root, send) {
    this.#box = part(root, "empty");
    this.#text = part(root, "empty-text");
    this.#choices = part(root, "first-commands");
    this.#send = send;
  }

  /** Follows the chat: nothing is shown once it has messages. `started`: this person has used the bot. */
  show({ empty, started, name, commands }) {
    const offered = started ? commands.slice(0, OFFERED) : [];
    const state = JSON.stringify([empty, started, name, offered]);
    if (state === this.#shown) return;
    this.#shown = state;
    this.#box.hidden = !empty;
    const known = offered.length ? "chat.begin" : "chat.empty";
    this.#text.textContent = t(started ? known : "chat.fresh", { name });
    this.#choices.replaceChildren(...offered.map((command) => this.#choice(command)));
  }

  #choice({ command, description }) {
    const text = `/${command}`;
    const send = () => this.#send(text);
    const hooks = { class: "first", "data-testid": "first-command" };
    return h("button", { type: "button", ...hooks, onclick: send }, h("b", {}, text), h("span", {}, description));
  }
}
