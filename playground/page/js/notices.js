/** What the page itself says: a line for errors, one for a lost connection, words for screen readers. */
import { part } from "./dom.js";
import { t } from "./i18n.js";
import { recall, remember } from "./memory.js";
import { ApiError } from "./api.js";

const errorLine = document.getElementById("error");
const lostLine = document.getElementById("lost");
const hint = document.getElementById("hint");
const announcer = document.getElementById("announcer");

/** Shows what went wrong, in one line that stays until it is closed or something asked for succeeds. */
export function report(error) {
  const expected = error instanceof ApiError;
  const { message } = error;
  part(errorLine, "text").textContent = expected ? message : t("error.unexpected", { message });
  errorLine.hidden = false;
  if (!expected) console.error(error);
}

/** Does what the person asked for; a failure becomes the error line, a success clears it. Answers which. */
export async function attempt(action) {
  try {
    await action();
    errorLine.hidden = true;
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

export function connectionLost(lost) {
  lostLine.hidden = !lost;
}

/** Says `text` through a screen reader. */
export function announce(text) {
  announcer.textContent = text;
}

export function startNotices() {
  part(errorLine, "close").addEventListener("click", () => { errorLine.hidden = true; });
  part(hint, "close").addEventListener("click", () => {
    hint.hidden = true;
    remember("hint", "closed");
  });
  hint.hidden = recall("hint") === "closed";
  addEventListener("unhandledrejection", ({ reason }) => report(reason));
}
