/** The open phones side by side: which ones, in what order, which are in sight, and who gets which event. */
import { isTyping } from "./dom.js";
import { recall, remember } from "./memory.js";
import { report } from "./notices.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";

const FIRST = 4; // phones on a first visit
const IN_SIGHT = 0.6; // share of a phone's area

export class Deck {
  #element = document.getElementById("deck");
  #empty = document.getElementById("deck-empty");
  #people;
  #bot;
  #tabs = new Tabs();
  #phones = new Map();
  #visible = new Set();
  #observer = new IntersectionObserver(
    (entries) => this.#seen(entries),
    { root: this.#element, threshold: IN_SIGHT },
  );

  constructor(people, bot) {
    this.#people = people;
    this.#bot = bot;
    people.addEventListener("change", () => this.#relabel());
    this.#element.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** Opens the phones of the last visit, or those that tell most to somebody new. */
  restore() {
    const known = recall(this.#key, []).filter((id) => this.#people.get(id));
    for (const id of known.length ? known : this.#people.firstOnes(FIRST)) this.#add(id);
    this.#changed();
  }

  isOpen(id) {
    return this.#phones.has(id);
  }

  /** Opens somebody's phone, or goes to it when it is open already. */
  async open(id) {
    if (!this.#phones.has(id)) await this.#add(id); // what can be focused is known when the chat is
    this.#changed();
    this.#go(id);
  }

  /** Passes an event to the phone that it is about; an event of nobody in particular goes to all. */
  receive(event) {
    const { type, user_id: id, message } = event;
    if (id == null) for (const phone of this.#phones.values()) phone.receive(event);
    else if (this.#phones.has(id)) this.#phones.get(id).receive(event);
    else if (type === "message" && message.from === "bot") this.#people.countUnread(id);
  }

  refresh() {
    for (const phone of this.#phones.values()) this.#load(phone);
  }

  get #key() {
    return `phones.${this.#bot.username}`;
  }

  #add(id) {
    const phone = new Phone(this.#people.get(id), this.#bot, {
      arrived: () => this.#visible.has(id) || this.#tabs.count(id),
      closed: () => this.#close(id),
    });
    this.#phones.set(id, phone);
    this.#element.append(phone.element);
    this.#observer.observe(phone.element);
    this.#tabs.put(phone.person, () => this.#go(id));
    this.#people.clearUnread(id);
    return this.#load(phone);
  }

  #close(id) {
    const { element } = this.#phones.get(id);
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    this.#observer.unobserve(element);
    element.remove();
    this.#phones.delete(id);
    this.#visible.delete(id);
    this.#tabs.remove(id);
    this.#changed();
    this.#phones.get(Number(neighbour?.dataset.userId))?.focus();
  }

  #load(phone) {
    return Promise.all([phone.refresh(), phone.loadCommands()]).catch(report);
  }

  #changed() {
    remember(this.#key, [...this.#phones.keys()]);
    this.#empty.hidden = this.#phones.size > 0;
    this.#tabs.needed = this.#visible.size < this.#phones.size;
  }

  #relabel() {
    for (const [id, phone] of this.#phones) {
      const person = this.#people.get(id);
      if (!person || JSON.stringify(person) === JSON.stringify(phone.person)) continue;
      phone.show(person);
      this.#tabs.put(person);
    }
  }

  #seen(entries) {
    for (const { target, intersectionRatio } of entries) {
      const id = Number(target.dataset.userId);
      const visible = intersectionRatio >= IN_SIGHT;
      if (visible) this.#visible.add(id);
      else this.#visible.delete(id);
      this.#tabs.seen(id, visible);
    }
    this.#tabs.needed = this.#visible.size < this.#phones.size;
  }

  #go(id) {
    const phone = this.#phones.get(id);
    phone.element.scrollIntoView({ block: "nearest", inline: "center" });
    if (matchMedia("(hover: hover)").matches) phone.focus(); // where touched, focus would open the keyboard
  }

  /** Left and right go from phone to phone, unless they move through typed text. */
  #walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!step || modified || isTyping(event.target)) return;
    const ids = [...this.#phones.keys()];
    const next = ids[ids.indexOf(Number(event.target.closest("[data-user-id]")?.dataset.userId)) + step];
    if (next === undefined) return;
    event.preventDefault();
    this.#go(next);
  }
}
