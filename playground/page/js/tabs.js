/** The strip of people whose phones are open: goes to a phone, and tells which have news out of sight. */
import { avatar, h } from "./dom.js";
import { t } from "./i18n.js";
import { labelOf } from "./people.js";

export class Tabs {
  #strip = document.getElementById("tabs");
  #tabs = new Map();

  /** Shows a tab for `person`; `go()` hears it being pressed. Called again, it redraws the tab. */
  put(person, go) {
    const { id, first_name } = person;
    const hooks = { "data-testid": "tab", "data-user-id": id };
    const tab = this.#tabs.get(id)?.tab ?? h("button", { type: "button", class: "tab", ...hooks, onclick: go });
    const badge = h("span", { class: "badge", role: "img", hidden: true });
    tab.replaceChildren(avatar(first_name, id), h("span", {}, first_name), badge);
    tab.title = labelOf(person);
    if (!tab.isConnected) this.#strip.append(tab);
    this.#tabs.set(id, { tab, badge, unread: this.#tabs.get(id)?.unread ?? 0 });
    this.#draw(id);
  }

  remove(id) {
    this.#tabs.get(id)?.tab.remove();
    this.#tabs.delete(id);
  }

  /** A message came for a phone out of sight. */
  count(id) {
    this.#tabs.get(id).unread += 1;
    this.#draw(id);
  }

  /** Marks whether that phone is in sight; what is in sight is read. */
  seen(id, visible) {
    const known = this.#tabs.get(id);
    if (!known) return;
    known.tab.setAttribute("aria-current", String(visible));
    if (visible) known.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (visible) known.unread = 0;
    this.#draw(id);
  }

  /** Says whether some phones are out of sight, so that the strip is needed. */
  set needed(needed) {
    this.#strip.classList.toggle("needed", needed);
  }

  #draw(id) {
    const { badge, unread } = this.#tabs.get(id);
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? "99+" : unread;
    badge.setAttribute("aria-label", t("people.unread", { count: unread }));
  }
}
