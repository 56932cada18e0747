/** The command menu above the input: "/" filters, arrows move, Enter sends, Tab completes, Escape closes. */
import { h, part } from "./dom.js";

export class CommandMenu {
  #input;
  #list;
  #button;
  #send;
  #all = [];
  #chosen = -1;

  constructor(root, send) {
    this.#input = part(root, "input");
    this.#list = part(root, "commands");
    this.#button = part(root, "commands-button");
    this.#send = send;
    this.#list.id = `commands-${crypto.randomUUID()}`;
    this.#input.setAttribute("aria-controls", this.#list.id);
    this.#button.addEventListener("click", () => this.#toggle());
    this.#input.addEventListener("input", () => this.#filter());
    this.#input.addEventListener("blur", (event) => event.relatedTarget !== this.#button && this.close());
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input stays focused
  }

  /** What the bot offers to this person: [{command, description}]. */
  set commands(commands) {
    this.#all = commands;
    this.#button.hidden = commands.length === 0;
    if (!this.#list.hidden) this.#filter();
  }

  close() {
    this.#show([]);
  }

  /** Handles a key of the input. Answers whether the menu took it. */
  takes(event) {
    if (this.#list.hidden || event.shiftKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.#list.children[this.#chosen] ?? (event.key === "Tab" && this.#list.firstElementChild);
    if (step) this.#choose(this.#chosen + step);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && chosen) this.#pick(chosen.dataset.command);
    else if (event.key === "Tab") this.#input.value = chosen.dataset.command;
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #toggle() {
    this.#show(this.#list.hidden ? this.#all : []);
    this.#input.focus();
  }

  #filter() {
    const typed = this.#input.value;
    const fits = ({ command }) => typed.startsWith("/") && `/${command}`.startsWith(typed);
    this.#show(this.#all.filter(fits));
  }

  #show(commands) {
    this.#list.replaceChildren(...commands.map((command, index) => this.#option(command, index)));
    this.#list.hidden = commands.length === 0;
    this.#choose(-1);
  }

  #option({ command, description }, index) {
    const text = `/${command}`;
    const id = `${this.#list.id}-${index}`;
    return h(
      "div",
      { role: "option", id, "data-command": text, "data-testid": "command", onclick: () => this.#pick(text) },
      h("b", {}, text),
      h("span", {}, description),
    );
  }

  /** Marks one option; -1 is none, and lies between the last and the first. */
  #choose(index) {
    const options = [...this.#list.children];
    const stops = options.length + 1;
    this.#chosen = ((index + 1 + stops) % stops) - 1;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === this.#chosen)));
    options[this.#chosen]?.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", options[this.#chosen]?.id ?? "");
  }

  #pick(text) {
    this.close();
    this.#input.value = "";
    this.#send(text);
  }
}
