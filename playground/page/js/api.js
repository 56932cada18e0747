/** The playground's user side over HTTP (docs/playground.md): the only file that knows its addresses. */
import { t } from "./i18n.js";

const ROOT = "/playground/api";

/** A refusal or a failure, in words to show to the person at the page. */
export class ApiError extends Error {}

async function call(path, body) {
  const request = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(ROOT + path, request).catch(() => {
    throw new ApiError(t("error.unreachable"));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(answer.error ?? t("error.status", { status: response.status }));
  return answer;
}

export const api = {
  bot: () => call("/bot"),
  users: async () => (await call("/users")).users,
  addUser: (first_name, language_code) => call("/users", { first_name, language_code }),
  chat: (id) => call(`/users/${id}/chat?after=0`),
  commands: async (id) => (await call(`/users/${id}/commands`)).commands,
  /** `message`: {text} | {contact} | {location} | {photo} | {document}. */
  send: (id, message) => call(`/users/${id}/messages`, message),
  /** Waits for the bot's answer, at most 5 s: {answer, alert}. */
  tap: (id, message_id, button) => call(`/users/${id}/taps`, { message_id, button }),
  block: (id) => call(`/users/${id}/block`, {}),
  unblock: (id) => call(`/users/${id}/unblock`, {}),
  clock: async () => new Date((await call("/clock")).now),
  /** Answers when everything that fell due on the way has been handled. */
  advance: async (seconds) => new Date((await call("/clock", { advance: seconds })).now),
};

const RETRY_FIRST = 500;
const RETRY_MOST = 8_000;

/**
 * Listens to everything that happens, for as long as the page lives. After each loss it tries again, ever
 * more slowly; `onOpen(again)` says whether something may have been missed.
 */
export function listen({ onEvent, onOpen, onLost }, wait = RETRY_FIRST, again = false) {
  const source = new EventSource(`${ROOT}/events`);
  source.onopen = () => {
    onOpen(again);
    wait = RETRY_FIRST;
  };
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.onerror = () => {
    source.close();
    onLost();
    setTimeout(listen, wait, { onEvent, onOpen, onLost }, Math.min(wait * 2, RETRY_MOST), true);
  };
}
