/** Whose phone to open: somebody whom the playground knows, or somebody new. */
import { api } from "./api.js";
import { avatar, h, lines, part } from "./dom.js";
import { label, t } from "./i18n.js";
import { ask } from "./dialogs.js";
import { attempt } from "./notices.js";
import { labelOf } from "./people.js";

const SHOWN = 60; // rows; a playground may hold a hundred thousand people

export class Picker {
  #dialog = document.getElementById("people-dialog");
  #button = document.getElementById("add-phone");
  #people;
  #deck;

  constructor(people, deck) {
    this.#people = people;
    this.#deck = deck;
    const buttons = [this.#button, document.getElementById("add-first")];
    for (const button of buttons) {
      button.addEventListener("click", () => this.#open());
      button.disabled = false; // until now nobody would have heard a click
    }
    part(this.#dialog, "search").addEventListener("input", () => this.#draw());
    part(this.#dialog, "search-form").addEventListener("submit", (event) => this.#takeFirst(event));
    part(this.#dialog, "new-form").addEventListener("submit", (event) => this.#create(event));
    part(this.#dialog, "close").addEventListener("click", () => this.#dialog.close());
    people.addEventListener("change", () => this.#news());
  }

  async #open() {
    part(this.#dialog, "search").value = "";
    this.#draw();
    const id = Number(await ask(this.#dialog));
    if (id) this.#deck.open(id);
  }

  #draw() {
    const found = this.#people.search(part(this.#dialog, "search").value);
    part(this.#dialog, "list").replaceChildren(...found.slice(0, SHOWN).map((person) => this.#row(person)));
    const more = found.length - SHOWN;
    const note = found.length === 0 ? t("people.none") : more > 0 ? t("people.more", { count: more }) : "";
    part(this.#dialog, "note").textContent = note;
  }

  #row(person) {
    const { id, first_name: name } = person;
    const count = this.#people.unread.get(id);
    const hooks = { "data-testid": "person", "data-user-id": id };
    return h(
      "button",
      { type: "button", class: "person", ...hooks, onclick: () => this.#dialog.close(id) },
      avatar(name, id),
      lines(h("strong", {}, name), h("span", {}, labelOf(person))),
      this.#deck.isOpen(id) ? h("span", { class: "pill" }, t("people.open")) : null,
      count ? badge(count) : null,
    );
  }

  #takeFirst(event) {
    event.preventDefault();
    part(this.#dialog, "list").firstElementChild?.click();
  }

  #create(event) {
    event.preventDefault();
    const form = event.target;
    const { first_name: name, language_code: language } = form.elements;
    attempt(async () => {
      const { id } = await api.addUser(name.value.trim(), language.value);
      await this.#people.load();
      form.reset();
      this.#dialog.close(id);
    });
  }

  /** People whose phone isn't open got messages: a number on the button says for how many. */
  #news() {
    const count = this.#people.unread.size;
    const badge = part(this.#button, "badge");
    badge.hidden = count === 0;
    badge.textContent = count > 99 ? "99+" : count;
    label(this.#button, count ? t("add.phone.unread", { count }) : t("add.phone"));
    if (this.#dialog.open) this.#draw();
  }
}

function badge(count) {
  return h("span", { class: "badge", role: "img", "aria-label": t("people.unread", { count }) }, count);
}
