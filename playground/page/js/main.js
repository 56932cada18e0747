/** Starts the page and connects its parts. The hooks for browser tests are listed in ../README.md. */
import { api, listen } from "./api.js";
import { Clock } from "./clock.js";
import { Deck } from "./deck.js";
import { startDialogs } from "./dialogs.js";
import { showBot, startHeader } from "./header.js";
import { attempt, connectionLost, startNotices } from "./notices.js";
import { People } from "./people.js";
import { Picker } from "./picker.js";

startHeader();
startNotices();
startDialogs();

const people = new People();
const clock = new Clock();

async function start() {
  const bot = await api.bot();
  bot.name = bot.first_name ?? bot.username;
  showBot(bot);
  await Promise.all([people.load(), clock.load()]);
  const deck = new Deck(people, bot);
  new Picker(people, deck);
  deck.restore();
  follow(deck);
}

function follow(deck) {
  listen({
    onEvent: (event) => {
      if (event.type === "clock") clock.set(new Date(event.now));
      else if (event.type === "user") people.loadSoon();
      else deck.receive(event);
    },
    onOpen: (again) => {
      connectionLost(false);
      if (again) attempt(() => Promise.all([people.load(), clock.load(), deck.refresh()]));
    },
    onLost: () => connectionLost(true),
  });
}

/** A page that was opened before the playground answers keeps trying. */
async function startWhenReady() {
  if (!(await attempt(start))) setTimeout(startWhenReady, 2_000);
}

startWhenReady();
