/** Everybody whom the playground knows: who they are, how to find them, whose phones to open first. */
import { api } from "./api.js";
import { language } from "./i18n.js";

const fold = (text) => text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();
const kindOf = (person) => person.label.split(" ")[0];
const placeOf = (person) => person.label.split(" ").slice(1).join(" ");

/** What `person` is, in the language of the page. */
export const labelOf = ({ label, labels }) => labels?.[language] ?? label;

export class People extends EventTarget {
  #byId = new Map();
  #soon = null;
  /** Messages that arrived for people whose phone isn't open: id -> count. */
  unread = new Map();

  get(id) {
    return this.#byId.get(id);
  }

  async load() {
    const users = await api.users();
    this.#byId = new Map(users.map((user) => [user.id, { ...user, label: user.label ?? "" }]));
    this.#changed();
  }

  /** Loads again in a moment: a thousand changes in a second make one request. */
  loadSoon() {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.load().catch(() => {}); // the lost connection is already being shown
    }, 300);
  }

  countUnread(id) {
    if (!this.#byId.has(id)) return; // a group
    this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
    this.#changed();
  }

  clearUnread(id) {
    if (this.unread.delete(id)) this.#changed();
  }

  /** People whose name, label (in any language) or id holds every word of `text`; those with unread messages first. */
  search(text) {
    const words = fold(text).split(/\s+/).filter(Boolean);
    const matches = ({ id, first_name, label, labels }) => {
      const about = fold([first_name, label, ...Object.values(labels ?? {}), id].join(" "));
      return words.every((word) => about.includes(word));
    };
    const waiting = ({ id }) => (this.unread.has(id) ? 0 : 1);
    return [...this.#byId.values()].filter(matches).sort((one, other) => waiting(one) - waiting(other));
  }

  /**
   * Whose phones tell the story at first sight: one person of each kind of label ("coordinator", "volunteer"…) in
   * the order in which they came, from the same place where possible, and at least two of the commonest kind.
   */
  firstOnes(count) {
    const labelled = [...this.#byId.values()].filter(({ label }) => label);
    const kinds = [...Map.groupBy(labelled, kindOf).values()];
    const place = commonest(kinds.flatMap((kind) => [...new Set(kind.map(placeOf))]).filter(Boolean));
    const local = (person) => (placeOf(person) === place ? 0 : 1);
    const sorted = kinds.map((kind) => kind.toSorted((one, other) => local(one) - local(other)));
    const crowd = sorted.toSorted((one, other) => other.length - one.length)[0] ?? [];
    const others = sorted.filter((kind) => kind !== crowd).map(([first]) => first);
    const anybody = labelled.length ? [] : [...this.#byId.values()];
    return [...others.slice(0, count - 2), ...crowd, ...anybody].slice(0, count).map(({ id }) => id);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** The most frequent of `values` (the earliest among equals). */
function commonest(values) {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts.values()].sort((one, other) => other.length - one.length)[0]?.[0];
}
