/** Links that Telegram itself would answer, instead of a browser. */
const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** What a deep link to this bot carries (t.me/<bot>?start=…, tg://resolve?domain=<bot>&start=…), or null. */
export function startPayload(link, username) {
  const address = /^t(elegram)?\.me\//.test(link) ? `https://${link}` : link;
  if (/\s/.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return botOf(url)?.toLowerCase() === username.toLowerCase() ? url.searchParams.get("start") : null;
}

function botOf(url) {
  if (url.protocol === "tg:") return url.searchParams.get("domain");
  return HOSTS.has(url.hostname) ? url.pathname.replaceAll("/", "") : null;
}
