/** What this browser remembers between visits; a browser that refuses storage merely forgets. */
const PREFIX = "playground.";

/** What was remembered under `key`, or `fallback`. */
export function recall(key, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Private windows may refuse: the page works, the next visit starts afresh.
  }
}
