/** The page's own language (the bot speaks each person's). It is chosen once a load: switching reloads. */
import { recall, remember } from "./memory.js";
import { TEXTS } from "./texts.js";

/** "nl" or "en". */
export const language = recall("language") ?? (navigator.language.startsWith("nl") ? "nl" : "en");
const locale = { nl: "nl-BE", en: "en-GB" }[language];

/** The text of `key` in the page's language, its {placeholders} filled from `values`. */
export function t(key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Fills every `data-t` (text) and `data-t-label` (accessible name) under `root`. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) label(element, t(element.dataset.tLabel));
}

/** Names what has no words of its own, for screen readers; who sees finds it as tooltip or placeholder. */
export function label(element, text) {
  element.setAttribute("aria-label", text);
  if (element.matches("button")) element.title = text;
  if (element.matches("input")) element.placeholder = text;
}

export function switchLanguage() {
  remember("language", language === "nl" ? "en" : "nl");
  location.reload();
}

const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "Europe/Brussels", ...options });
const TIME = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const DATE = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** "14:05", in Belgium. */
export const timeOf = (instant) => TIME.format(instant);
/** "zaterdag 23 november", in Belgium. */
export const dayOf = (instant) => DAY.format(instant);
/** "za 23 nov 2025", in Belgium. */
export const dateOf = (instant) => DATE.format(instant);

/** Milliseconds as "1 d 2 u 10 min". */
export function durationOf(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const parts = [["days", Math.floor(hours / 24)], ["hours", hours % 24], ["minutes", minutes % 60]];
  return parts.filter(([, count]) => count).map(([unit, count]) => t(`clock.${unit}`, { count })).join(" ");
}
