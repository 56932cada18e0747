/** A small menu that hangs from a button: arrows move, Escape and a click elsewhere close it. */
import { h } from "./dom.js";

/** Fills `list` (role menu) with `items()` ({text, hook, run}) each time that `button` opens it. */
export function attachMenu(button, list, items) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", elsewhere, true);
  };
  const elsewhere = ({ target }) => !list.contains(target) && !button.contains(target) && close();
  const entry = ({ text, hook, run }) => (
    h("button", { type: "button", role: "menuitem", "data-testid": hook, onclick: () => choose(run) }, text)
  );
  const choose = (run) => {
    close();
    button.focus();
    run();
  };
  const open = () => {
    list.replaceChildren(...items().map(entry));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", elsewhere, true);
    list.firstElementChild.focus();
  };

  button.addEventListener("click", () => (list.hidden ? open() : close()));
  list.addEventListener("focusout", ({ relatedTarget }) => {
    if (!list.contains(relatedTarget) && relatedTarget !== button) close();
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(list, step);
    else if (event.key === "Escape") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function move(list, step) {
  const entries = [...list.children];
  const next = entries.indexOf(document.activeElement) + step;
  entries.at(next % entries.length).focus();
}
