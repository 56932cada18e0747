/** The two kinds of buttons a bot offers: under a message (inline) and below the input (reply keyboard). */
import { h, icon } from "./dom.js";

/** The buttons under a message; `press(button, element)` hears each tap. Null where there are none. */
export function inlineKeyboard(rows, press) {
  if (!rows?.length) return null;
  const button = (about) => {
    const element = h("button", { type: "button", class: "key", "data-url": about.url }, about.text);
    element.addEventListener("click", () => press(about, element));
    return element;
  };
  return h("div", { class: "inline-keyboard" }, ...inRows(rows, button));
}

const REQUEST_ICONS = { contact: "person", location: "place" };

/** The rows of a reply keyboard; `press(button)` hears each tap. */
export function replyRows(rows, press) {
  const button = (about) => h(
    "button",
    { type: "button", class: "key", "data-request": about.request, onclick: () => press(about) },
    about.request && icon(REQUEST_ICONS[about.request]),
    about.text,
  );
  return inRows(rows, button);
}

function inRows(rows, button) {
  return rows.map((row) => h("div", { class: "keys" }, ...row.map(button)));
}
