/** The lower edge of a phone: what a person can do next, be it START, unblock, type, attach or tap a key. */
import { summary } from "./bubble.js";
import { part } from "./dom.js";
import { t } from "./i18n.js";
import { CommandMenu } from "./commands.js";
import { replyRows } from "./keyboard.js";
import { attachMenu } from "./menu.js";

export class Composer {
  #root;
  #input;
  #actions;
  #keyboard; // as the playground gave it; undefined until the chat is known
  #menu;
  #answers; // the id of the message that is being replied to

  /** `actions`: {say(text, replyTo), start(), unblock(), shareContact(whose), shareLocation(), sendFile()}; say answers if sent. */
  constructor(root, actions) {
    const { shareLocation, shareContact, sendFile } = actions;
    this.#root = root;
    this.#actions = actions;
    this.#input = part(root, "input");
    this.#menu = new CommandMenu(root, actions.say);
    this.#listen();
    attachMenu(part(root, "attach"), part(root, "attach-menu"), () => [
      { text: t("attach.file"), hook: "attach-file", run: sendFile },
      { text: t("attach.location"), hook: "attach-location", run: shareLocation },
      { text: t("attach.contact.own"), hook: "attach-own-contact", run: () => shareContact("own") },
      { text: t("attach.contact.other"), hook: "attach-other-contact", run: () => shareContact("other") },
    ]);
  }

  set commands(commands) {
    this.#menu.commands = commands;
  }

  /** Follows the chat: {blocked, started, keyboard}. */
  show({ blocked, started, keyboard }) {
    part(this.#root, "unblock").hidden = !blocked;
    part(this.#root, "start").hidden = blocked || started;
    part(this.#root, "form").hidden = blocked || !started;
    this.#showKeyboard(started && !blocked ? keyboard : null);
  }

  /** The next text answers `message`, until it is sent or that is taken back. */
  replyTo(message) {
    this.#answers = message?.message_id;
    part(this.#root, "replying").hidden = !message;
    if (!message) return;
    part(this.#root, "replied").textContent = summary(message);
    this.focus();
  }

  /** Puts the keyboard focus on what the person would do first. */
  focus() {
    const parts = ["unblock", "start", "input"].map((name) => part(this.#root, name));
    parts.find((element) => element.checkVisibility())?.focus({ preventScroll: true });
  }

  #listen() {
    part(this.#root, "start").addEventListener("click", this.#actions.start);
    part(this.#root, "unblock").addEventListener("click", this.#actions.unblock);
    part(this.#root, "reply-cancel").addEventListener("click", () => this.replyTo(null));
    const keyboard = part(this.#root, "keyboard");
    part(this.#root, "keyboard-button").addEventListener("click", () => this.#open(keyboard.hidden));
    part(this.#root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.isComposing || this.#menu.takes(event)) return;
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      this.#submit();
    });
  }

  /** The text leaves the input at once, and comes back if it couldn't be sent. */
  async #submit() {
    const text = this.#input.value.trim();
    if (!text) return;
    const answers = this.#answers;
    this.#input.value = "";
    this.replyTo(null);
    this.#menu.close();
    if (!(await this.#actions.say(text, answers)) && !this.#input.value) this.#input.value = text;
  }

  #showKeyboard(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.#keyboard)) return;
    this.#keyboard = keyboard;
    const rows = replyRows(keyboard?.rows ?? [], (key) => this.#press(key));
    part(this.#root, "keyboard").replaceChildren(...rows);
    part(this.#root, "keyboard-button").hidden = !keyboard;
    this.#input.placeholder = keyboard?.placeholder ?? t("composer");
    this.#open(Boolean(keyboard));
  }

  #press({ text, request }) {
    if (this.#keyboard.one_time) this.#open(false);
    if (request === "contact") this.#actions.shareContact("own");
    else if (request === "location") this.#actions.shareLocation();
    else this.#actions.say(text);
  }

  #open(open) {
    part(this.#root, "keyboard").hidden = !open;
    part(this.#root, "keyboard-button").setAttribute("aria-expanded", String(open));
  }
}
