/** What stands around a phone's messages: whose it is, which bot, what it is doing, what is pinned. */
import { summary } from "./bubble.js";
import { avatar, part } from "./dom.js";
import { label, t } from "./i18n.js";
import { attachMenu } from "./menu.js";
import { labelOf } from "./people.js";

const BOT_HUE = 5;

export class Frame {
  #root;
  #pinned = null;

  /** `actions`: {menu() with the entries of the phone's menu, goTo(message_id), close()}. */
  constructor(root, bot, actions) {
    this.#root = root;
    part(root, "bot").textContent = bot.name;
    part(root, "bot-face").append(avatar(bot.name, BOT_HUE));
    part(root, "close").addEventListener("click", actions.close);
    part(root, "pinned").addEventListener("click", () => actions.goTo(this.#pinned.message_id));
    attachMenu(part(root, "menu-button"), part(root, "menu"), actions.menu);
  }

  /** Shows whose phone it is; its controls carry the name, to tell phones apart by ear. */
  showPerson(person) {
    const { id, first_name: name } = person;
    part(this.#root, "name").textContent = name;
    const role = labelOf(person);
    part(this.#root, "label").textContent = role;
    part(this.#root, "role").textContent = role; // where the plate has no room
    part(this.#root, "face").replaceChildren(avatar(name, id));
    part(this.#root, "log").setAttribute("aria-label", t("chat.log", { name }));
    this.#root.setAttribute("aria-label", t("phone", { name }));
    label(part(this.#root, "close"), t("phone.close", { name }));
    label(part(this.#root, "menu-button"), t("menu", { name }));
  }

  /** Shows how the chat stands: "bot", "waiting" or "blocked". */
  showStatus(status) {
    part(this.#root, "status").textContent = t(`status.${status}`);
    this.#root.dataset.status = status;
  }

  showPinned(message) {
    this.#pinned = message;
    part(this.#root, "pinned").hidden = !message;
    part(this.#root, "pinned-text").textContent = message ? summary(message) : "";
  }
}
