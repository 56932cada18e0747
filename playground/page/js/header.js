/** Title, theme and language of the page. */
import { fill, h, icon } from "./dom.js";
import { label, language, switchLanguage, t } from "./i18n.js";
import { recall, remember } from "./memory.js";

const THEMES = ["auto", "light", "dark"];

export function startHeader() {
  document.documentElement.lang = language;
  fill(document);
  const button = document.getElementById("language");
  button.textContent = language.toUpperCase();
  button.addEventListener("click", switchLanguage);
  startTheme(document.getElementById("theme"));
}

/** Shows which bot this is; every phone shows its name as well. */
export function showBot({ name, username }) {
  document.getElementById("bot").replaceChildren(name, h("span", {}, ` · @${username}`));
  document.title = `${name} · Playground`;
}

function startTheme(button) {
  const show = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.replaceChildren(icon(theme));
    label(button, t(`theme.${theme}`));
  };
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(recall("theme", "auto")) + 1) % THEMES.length];
    remember("theme", next);
    show(next);
  });
  show(recall("theme", "auto"));
}
