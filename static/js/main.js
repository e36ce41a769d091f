// Brings a page to life when it is loaded and when htmx puts another in its place; the player stays all the while.

import { Actions } from "./actions.js";
import { Deck } from "./deck.js";
import { Keeper } from "./keeper.js";
import { Panels } from "./panels.js";
import { People } from "./people.js";
import { Player } from "./player.js";
import { Reader } from "./reader.js";
import { offerSession } from "./session.js";
import { Settings } from "./settings.js";
import { showHeard } from "./shelf.js";
import { takeDocuments } from "./studio.js";
import { Watch } from "./watch.js";

const bar = document.querySelector("[data-player]");
const player = new Player(document.querySelector("#sound"));
const deck = new Deck(bar, player);
const settings = new Settings(document.querySelector('[data-panel="settings"]'), player);
new People(document.querySelector("[data-people]"), player);
const keeper = new Keeper(deck);
let reader = null;
const actions = new Actions({ player, deck, panels: new Panels(), settings, keeper, reader: () => reader });
const watch = new Watch({ player, deck, keeper, reader: () => reader, live });
offerSession(player, () => actions.play());
takeDocuments();

function live() {
  showHeard();
  keeper.shelve();
  const root = document.querySelector("[data-episode]");
  if (!reader || reader.root !== root) read(root);
  watch.look();
}

function read(root) {
  reader?.destroy();
  deck.showWay(false);
  reader = root && new Reader(root, { player, deck, settings });
  document.documentElement.toggleAttribute("data-reading", Boolean(reader));
  if (reader) keeper.show(reader.episode);
}

document.addEventListener("htmx:after:swap", live);
live();
const early = window.takeEarlyClick();
if (early) reader?.pointer.clicked(early);
