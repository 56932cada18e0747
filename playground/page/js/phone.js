/** One person's phone: follows that person's chat, and does what is typed and tapped on it. */
import { api } from "./api.js";
import { Beginning } from "./beginning.js";
import { summary } from "./bubble.js";
import { Composer } from "./composer.js";
import { askLocation, showAlert } from "./dialogs.js";
import { clone, part } from "./dom.js";
import { asMessage, chooseFile } from "./files.js";
import { Frame } from "./frame.js";
import { t } from "./i18n.js";
import { startPayload } from "./links.js";
import { Log } from "./log.js";
import { announce, attempt, report } from "./notices.js";
import { Toast } from "./toast.js";

const STRANGER = { phone_number: "+32470000000", first_name: "Sam" };

export class Phone {
  #bot;
  #hears;
  #frame;
  #log;
  #beginning;
  #composer;
  #toast;
  #commands = []; // the menu that the bot offers to this person
  #chat = null; // the playground's last answer; the messages themselves live in the log
  #loading = null; // the promise of a request that is under way
  #outdated = false;
  #waiting = 0;

  /** `hears`: {arrived() for each new message of the bot, closed()}. */
  constructor(person, bot, hears) {
    this.#bot = bot;
    this.#hears = hears;
    this.element = clone("phone-template");
    this.element.dataset.userId = person.id;
    this.#log = new Log(
      this.element,
      (...tapped) => this.#press(...tapped),
      (message) => this.#composer.replyTo(message),
    );
    this.#beginning = new Beginning(this.element, (text) => this.#begin(text));
    this.#toast = new Toast(part(this.element, "toast"));
    this.#frame = new Frame(this.element, bot, {
      menu: () => this.#menu(),
      goTo: (id) => this.#log.goTo(id),
      close: hears.closed,
    });
    this.#composer = new Composer(this.element, {
      say: (text, replyTo) => this.#say(text, replyTo),
      start: () => this.#start(""),
      unblock: () => this.#setBlocked(false),
      shareContact: (whose) => this.#send({ contact: whose === "own" ? "own" : STRANGER }),
      shareLocation: () => this.#shareLocation(),
      sendFile: () => this.#sendFile(),
    });
    part(this.element, "rows").addEventListener("click", (event) => this.#followed(event));
    this.show(person);
  }

  /** Shows who this is; called again when that changes. */
  show(person) {
    this.person = person;
    this.#frame.showPerson(person);
    this.#draw();
  }

  focus() {
    this.#composer.focus();
  }

  /** Makes the phone equal to the playground's truth; what happens meanwhile is loaded as well. */
  refresh() {
    this.#outdated = true;
    this.#loading ??= this.#load().finally(() => { this.#loading = null; });
    return this.#loading;
  }

  async loadCommands() {
    this.#commands = await api.commands(this.person.id);
    this.#composer.commands = this.#commands;
    this.#draw();
  }

  /** Takes in one event of this person's chat. */
  receive({ type, message }) {
    this.#outdated = true; // an answer that is under way may be older than this event
    if (["message", "edit", "delivered"].includes(type)) this.#takeOne(message);
    else if (type === "delete") this.#log.remove(message.message_id);
    else if (type === "commands") this.loadCommands().catch(report);
    else if (type === "keyboard" || type === "block") this.refresh().catch(report);
    this.#draw();
  }

  async #load() {
    while (this.#outdated) {
      this.#outdated = false;
      this.#take(await api.chat(this.person.id));
    }
  }

  #takeOne(message) {
    if (this.#log.put(message)) this.#arrived(message);
    if (message.from === "user" && !this.#chat?.started) this.refresh().catch(report);
  }

  #take(chat) {
    const live = this.#chat !== null; // what was there before the page is neither news nor announced
    this.#chat = chat;
    const added = this.#log.replace(chat.messages, live);
    if (live) added.forEach((message) => this.#arrived(message));
    this.#composer.show(chat);
    this.#draw();
  }

  #arrived(message) {
    if (message.from !== "bot") return;
    announce(`${this.person.first_name}: ${summary(message)}`);
    this.#hears.arrived();
  }

  #draw() {
    const { messages } = this.#log;
    const empty = this.#chat !== null && !messages.length;
    const about = { name: this.person.first_name, commands: this.#commands };
    this.#beginning.show({ empty, started: this.#chat?.started, ...about });
    this.#frame.showPinned(messages.findLast(({ pinned }) => pinned));
    this.#frame.showStatus(this.#chat?.blocked ? "blocked" : this.#waiting ? "waiting" : "bot");
  }

  #menu() {
    const block = this.#chat?.blocked
      ? { text: t("menu.unblock"), hook: "menu-unblock", run: () => this.#setBlocked(false) }
      : { text: t("menu.block"), hook: "menu-block", run: () => this.#setBlocked(true) };
    return [block, { text: t("menu.close"), hook: "menu-close", run: this.#hears.closed }];
  }

  // What the person does

  #say(text, replyTo) {
    const payload = startPayload(text, this.#bot.username);
    return payload === null ? this.#send({ text, reply_to: replyTo }) : this.#start(payload);
  }

  #start(payload) {
    return this.#begin(`/start ${payload}`.trim());
  }

  /** Sends what a control says that goes away by it: the keyboard focus moves on to the input. */
  async #begin(text) {
    const sent = await this.#send({ text });
    this.focus();
    return sent;
  }

  #send(message) {
    return attempt(async () => {
      const { message_id } = await api.send(this.person.id, message);
      if (!this.#chat.started || !this.#log.has(message_id)) await this.refresh();
    });
  }

  async #sendFile() {
    const file = await chooseFile();
    if (file) await this.#send(await asMessage(file));
  }

  async #shareLocation() {
    const location = await askLocation(this.person.first_name, part(this.element, "screen"));
    if (location) this.#send({ location });
  }

  #setBlocked(blocked) {
    return attempt(async () => {
      await (blocked ? api.block : api.unblock)(this.person.id);
      await this.refresh();
    });
  }

  #press(message, button, element) {
    if (button.url) this.#open(button.url);
    else if (!element.ariaBusy) this.#tap(message.message_id, button, element);
  }

  async #tap(message_id, button, element) {
    this.#wait(1);
    element.ariaBusy = "true";
    await attempt(async () => this.#answer(await api.tap(this.person.id, message_id, button.callback_data)));
    element.ariaBusy = null;
    this.#wait(-1);
  }

  #wait(change) {
    this.#waiting += change;
    this.#draw();
  }

  #answer({ answer, alert }) {
    if (!answer) return;
    if (alert) showAlert(answer, part(this.element, "screen"));
    else this.#toast.show(answer);
  }

  #open(url) {
    const payload = startPayload(url, this.#bot.username);
    if (payload !== null) this.#start(payload);
    else window.open(url, "_blank", "noopener");
  }

  /** Start links inside texts act as those of buttons do; any other link is the browser's. */
  #followed(event) {
    const link = event.target.closest("a[href]");
    if (link?.classList.contains("command")) {
      event.preventDefault();
      this.#say(link.textContent);
      return;
    }
    if (!link || startPayload(link.href, this.#bot.username) === null) return;
    event.preventDefault();
    this.#open(link.href);
  }
}
