/** The few lines that stand between this page and a framework. Text always goes in as text, never as HTML. */
import { translate } from "./i18n.js";

const ICONS = "/static/icons.svg";

/** An element with attributes (false and null are left out, true is empty), `on…` listeners and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** An SVG element, with attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** An icon of icons.svg, in the colour of the text around it. */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `${ICONS}#${name}` }));
}

/** A round picture with a person's initial; its colour follows from the id, as Telegram does it. */
export function avatar(name, id) {
  const [initial = "?"] = name.trim();
  return h("span", { class: "avatar", "data-hue": id % 7, "aria-hidden": "true" }, initial.toUpperCase());
}

/** Texts one above the other, each cut to one line. */
export const lines = (...texts) => h("span", { class: "lines" }, ...texts);

/** Puts the words and the icons where the markup under `root` asks for them (`data-t…`, `data-icon`). */
export function fill(root) {
  translate(root);
  for (const element of root.querySelectorAll("[data-icon]")) element.prepend(icon(element.dataset.icon));
}

/** The element that `root`'s markup calls `data-part="name"`. */
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** A copy of a <template>, filled. */
export function clone(id) {
  const element = document.getElementById(id).content.firstElementChild.cloneNode(true);
  fill(element);
  return element;
}

/** True where a keystroke belongs to text that is being typed. */
export const isTyping = (element) => element.matches("input, textarea, select") && element.value !== "";
