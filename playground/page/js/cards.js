/** What a message can carry beside text: a place, a contact, a photo, a document. */
import { avatar, h, icon, lines, svg } from "./dom.js";
import { t } from "./i18n.js";

const STREETS = "M-20 96 150 18 310 66M40-20 96 160M-20 30 120 70 300 10M190-20 160 60 220 150"
  + "M250-10 236 150M-10 130 170 92 300 120";
const RIVER = "M-30 58C40 20 90 110 160 74S250 30 320 84";

/** The card of whatever `message` carries, or null when it is only text. */
export function card(message) {
  if (message.location) return placeCard(message.location, message.venue);
  if (message.contact) return contactCard(message.contact);
  if (message.photo) return photoCard(message.photo);
  if (message.document) return documentCard(message.document);
  return null;
}

function placeCard({ latitude, longitude }, venue) {
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const marker = `mlat=${latitude}&mlon=${longitude}`;
  const address = `https://www.openstreetmap.org/?${marker}#map=16/${latitude}/${longitude}`;
  return h(
    "a",
    { class: "place", href: address, target: "_blank", rel: "noopener", title: t("bubble.map") },
    h("span", { class: "picture" }, sketch(latitude, longitude)),
    h("strong", {}, venue?.title ?? t("bubble.location")),
    h("span", { class: "address" }, venue?.address ?? where),
  );
}

/** A drawing that looks like a map without asking any host for one; each place gets its own streets. */
function sketch(latitude, longitude) {
  const turn = Math.round((latitude * 7919 + longitude * 104729) * 10) % 360;
  const turned = svg(
    "g",
    { transform: `rotate(${turn} 140 60) translate(-105 -60) scale(1.75)` },
    svg("path", { class: "river", d: RIVER }),
    svg("path", { class: "streets", d: STREETS }),
  );
  const pin = svg("use", { href: "/static/icons.svg#pin", x: 122, y: 26, width: 36, height: 36 });
  const frame = { viewBox: "0 0 280 120", preserveAspectRatio: "xMidYMid slice" };
  return svg("svg", { class: "map", "aria-hidden": "true", ...frame }, turned, pin);
}

function contactCard({ first_name, last_name, phone_number, user_id }) {
  const name = [first_name, last_name].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "contact", role: "group", "aria-label": t("bubble.contact") },
    avatar(name, user_id ?? 0),
    lines(h("strong", {}, name), h("a", { href: `tel:${phone_number}` }, phone_number)),
  );
}

function photoCard({ url, file_name }) {
  const image = h("img", { src: url, alt: file_name ?? t("bubble.photo") });
  const link = { class: "photo", href: url, target: "_blank", rel: "noopener" };
  return h("a", link, h("span", { class: "picture" }, image));
}

function documentCard({ url, file_name }) {
  return h(
    "a",
    { class: "document", href: url, download: file_name ?? true },
    h("span", { class: "disc" }, icon("file")),
    lines(h("strong", {}, file_name ?? t("bubble.file"))),
  );
}
