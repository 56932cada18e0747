/** Questions to answer before anything else: the <dialog> elements of index.html, asked one at a time. */
import { h, part } from "./dom.js";
import { t } from "./i18n.js";

const PLACES = [
  ["Mechelen", 51.0281, 4.4803],
  ["Gent", 51.0538, 3.725],
  ["Antwerpen", 51.2213, 4.3997],
  ["Brugge", 51.2089, 3.2242],
  ["Leuven", 50.8792, 4.7009],
];

let previous = Promise.resolve();

/** Opens `dialog` over `near` (an element, or the whole page). Answers the button's value, "" for Escape. */
export function ask(dialog, near = null) {
  previous = previous.then(() => new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.returnValue = "";
    dialog.showModal();
    place(dialog, near);
  }));
  return previous;
}

function place(dialog, near) {
  if (!near) return;
  const { left, top, width, height } = near.getBoundingClientRect();
  const x = left + (width - dialog.offsetWidth) / 2;
  const y = top + (height - dialog.offsetHeight) / 2;
  Object.assign(dialog.style, { margin: "0", left: `${Math.max(8, x)}px`, top: `${Math.max(8, y)}px` });
}

/** The bot's answer to a tap that must be read. */
export function showAlert(text, near) {
  const dialog = document.getElementById("alert-dialog");
  part(dialog, "text").textContent = text;
  return ask(dialog, near);
}

/** Which place `name` shares: {latitude, longitude}, or null if none after all. */
export async function askLocation(name, near) {
  const dialog = document.getElementById("location-dialog");
  part(dialog, "title").textContent = t("location.title", { name });
  const answer = await ask(dialog, near);
  const [latitude, longitude] = answer === "free"
    ? ["latitude", "longitude"].map((field) => part(dialog, field).valueAsNumber)
    : answer.split(",").map(Number);
  return answer ? { latitude, longitude } : null;
}

export function startDialogs() {
  const dialog = document.getElementById("location-dialog");
  const looks = { type: "button", class: "choice", "data-testid": "location-preset" };
  const preset = ([name, ...place]) => (
    h("button", { ...looks, onclick: () => dialog.close(place.join()) }, name)
  );
  part(dialog, "presets").append(...PLACES.map(preset));
  part(dialog, "cancel").addEventListener("click", () => dialog.close(""));
}
