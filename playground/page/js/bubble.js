/** One message as Telegram shows it: quote, card, text, time and delivery, and the buttons underneath. */
import { card } from "./cards.js";
import { h, icon } from "./dom.js";
import { t, timeOf } from "./i18n.js";
import { inlineKeyboard } from "./keyboard.js";

/** A row of the log; `quoted` is what it replies to, `press(message, button, element)` hears the buttons. */
export function bubble(message, quoted, press) {
  const attached = card(message);
  const text = textOf(message, attached);
  const body = h("div", { class: "bubble" }, quoted && quote(quoted), attached, text);
  const picture = text ? null : body.querySelector(".picture");
  (picture ?? body).append(metaOf(message)); // on the text's last line; without text, on the picture
  const keyboard = inlineKeyboard(message.buttons, (button, element) => press(message, button, element));
  const hooks = { "data-testid": "message", "data-message-id": message.message_id, "data-from": message.from };
  return h("div", { class: "message", ...hooks }, h("div", { class: "stack" }, body, keyboard));
}

/** A message in one line, for the pinned bar, quotes and screen readers. */
export function summary(message) {
  const carried = ["venue", "location", "contact", "photo", "document"].find((kind) => message[kind]);
  const name = { venue: message.venue?.title, document: message.document?.file_name }[carried];
  return message.text?.replace(/\s+/g, " ").trim() || name || t(`bubble.${carried ?? "other"}`);
}

function quote(message) {
  return h("button", { type: "button", class: "quote", "data-goto": message.message_id }, summary(message));
}

function textOf(message, attached) {
  if (!message.html) return attached ? null : h("div", { class: "text other" }, t("bubble.other"));
  const text = h("div", { class: "text" });
  text.innerHTML = message.html; // the only such place: the playground makes it from entities, safe tags only
  for (const spoiler of text.querySelectorAll(".spoiler")) spoiler.tabIndex = 0;
  return text;
}

function metaOf(message) {
  const mark = (name, text, picture = icon(name)) => (
    h("span", { class: `mark ${name}`, role: "img", "aria-label": text, title: text }, picture)
  );
  const handled = message.delivered !== "sent";
  const [tick, delivery] = handled ? ["checks", "bubble.delivered"] : ["check", "bubble.sent"];
  return h(
    "span",
    { class: "meta" },
    message.silent ? mark("silent", t("bubble.silent"), "🔕") : null,
    message.edited ? h("span", { class: "edited" }, t("bubble.edited")) : null,
    h("time", { datetime: instantOf(message).toISOString() }, timeOf(instantOf(message))),
    message.from === "user" ? mark(tick, t(delivery)) : replyTo(message),
  );
}

function replyTo({ message_id }) {
  const words = { "aria-label": t("bubble.reply"), title: t("bubble.reply") };
  return h("button", { type: "button", class: "reply", "data-reply": message_id, "data-testid": "reply", ...words }, "↩");
}

/** When `message` was sent. Telegram counts seconds since 1970; ISO text is read as well. */
export const instantOf = ({ date }) => new Date(typeof date === "number" ? date * 1000 : date);
