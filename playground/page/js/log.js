/** The messages of one phone, in order, kept equal to the playground's and redrawn only where they change. */
import { bubble, instantOf } from "./bubble.js";
import { h, part } from "./dom.js";
import { dayOf } from "./i18n.js";
import { Scroller } from "./scroller.js";

const TOGETHER = 10 * 60_000; // messages of one side within this time stand as one group

export class Log {
  #shown = new Map(); // message_id -> {message, row, drawn}
  #rows;
  #scroller;
  #press;
  #reply;

  /** `press(message, button, element)` hears the buttons under the messages, `reply(message)` who wants to answer one. */
  constructor(root, press, reply) {
    this.#rows = part(root, "rows");
    this.#press = press;
    this.#reply = reply;
    this.#scroller = new Scroller(part(root, "log"), this.#rows, part(root, "jump"));
    this.#rows.addEventListener("click", ({ target }) => this.#clicked(target));
  }

  get messages() {
    return [...this.#shown.values()].map(({ message }) => message);
  }

  has(id) {
    return this.#shown.has(id);
  }

  /** Shows exactly `messages`; what is new or changed since is marked if `live`. Answers the new ones. */
  replace(messages, live) {
    const kept = new Set(messages.map(({ message_id }) => message_id));
    for (const id of [...this.#shown.keys()].filter((known) => !kept.has(known))) this.remove(id);
    return messages.filter((message) => this.put(message, live));
  }

  /** Adds `message`, or redraws it if it changed. Answers whether it is new. */
  put(message, live = true) {
    const drawn = JSON.stringify(message);
    const known = this.#shown.get(message.message_id);
    if (known?.drawn === drawn) return false;
    const row = bubble(message, this.#shown.get(message.reply_to)?.message, this.#press);
    this.#shown.set(message.message_id, { message, row, drawn });
    if (known) this.#exchange(known, row, live && known.message.html !== message.html);
    else this.#insert(message, row, live);
    for (const each of [row, row.previousElementSibling, row.nextElementSibling]) if (each) this.#dress(each);
    return !known;
  }

  remove(id) {
    const row = this.#shown.get(id)?.row;
    const next = row?.nextElementSibling;
    this.#shown.delete(id);
    row?.remove();
    if (next) this.#dress(next);
  }

  goTo(id) {
    const row = this.#shown.get(id)?.row;
    row?.scrollIntoView({ block: "center" });
    row?.classList.remove("flashing");
    requestAnimationFrame(() => row?.classList.add("flashing"));
  }

  #insert({ message_id, from }, row, live) {
    let before = this.#rows.lastElementChild;
    while (before && Number(before.dataset.messageId) > message_id) before = before.previousElementSibling;
    if (before) before.after(row);
    else this.#rows.prepend(row);
    if (!live) return;
    row.classList.add("arriving");
    if (from === "user") this.#scroller.toBottom();
    else this.#scroller.added();
  }

  /** A redrawn message keeps the keyboard focus that was inside it. */
  #exchange({ row: old }, row, changed) {
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    old.replaceWith(row);
    row.classList.toggle("flashing", changed);
    if (focused === null) return;
    const same = [...row.querySelectorAll("button")].find(({ textContent }) => textContent === focused);
    (same ?? this.#rows.parentElement).focus({ preventScroll: true });
  }

  /** A day above the first message of it; a tail under the last of a group. */
  #dress(row) {
    const about = (element) => element && this.#shown.get(Number(element.dataset.messageId))?.message;
    const [message, before, after] = [row, row.previousElementSibling, row.nextElementSibling].map(about);
    const day = dayOf(instantOf(message));
    const newDay = !before || dayOf(instantOf(before)) !== day;
    row.querySelector(".day")?.remove();
    if (newDay) row.prepend(h("div", { class: "day" }, day));
    row.classList.toggle("joined", !newDay && together(before, message));
    row.classList.toggle("last", !together(message, after));
  }

  #clicked(target) {
    const quoted = target.closest("[data-goto]");
    if (quoted) this.goTo(Number(quoted.dataset.goto));
    const answered = target.closest("[data-reply]");
    if (answered) this.#reply(this.#shown.get(Number(answered.dataset.reply)).message);
    target.closest(".spoiler")?.classList.add("shown");
  }
}

function together(one, other) {
  if (!one || !other || one.buttons.length) return false;
  return one.from === other.from && instantOf(other) - instantOf(one) < TOGETHER;
}
