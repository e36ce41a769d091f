// What buttons and keys ask for, by name: one table for both.

import { listContents } from "./contents.js";
import { actionOf, kindOf } from "./keys.js";
import { STEP_S } from "./player.js";
import { say } from "./wording.js";

export class Actions {
  /** @param reader gives the text that is on the page, or null */
  constructor({ player, deck, panels, settings, keeper, mend, reader }) {
    Object.assign(this, { player, deck, panels, settings, keeper, mend, reader });
    // A button that opens a panel by itself works without scripts too.
    const asks = "[data-act]:not([popovertarget])";
    document.addEventListener("click", ({ target }) => this.do(target.closest(asks)?.dataset.act));
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  do(action) {
    if (action?.startsWith("word:")) return this.reader()?.cursor.act(action.slice("word:".length));
    const does = ALWAYS[action] ?? (this.player.episode && OF_SOUND[action]) ?? (this.reader() && OF_TEXT[action]);
    return does?.(this);
  }

  async play() {
    try {
      await this.player.play();
    } catch {
      this.deck.tell(say("player.refused"));
    }
  }

  #pressed(event) {
    if (event.defaultPrevented || this.panels.isModal) return;
    const action = actionOf(event, kindOf(event.target), document.dir);
    if (!action) return;
    event.preventDefault();
    this.do(action);
  }
}

const ALWAYS = {
  settings: ({ panels }) => panels.toggle("settings"),
  help: ({ panels }) => panels.showHelp(),
  unsure: ({ settings }) => settings.toggleUnsure(),
};

const step = (unit, by) => ({ player }) => player.step(unit, by);
const repeat = (unit) => ({ player }) => player.repeat(player.repeated === unit ? null : unit);

const OF_SOUND = {
  toggle: (all) => (all.player.playing ? all.player.pause() : all.play()),
  back: ({ player }) => player.seek(player.ms - 1000 * STEP_S),
  forward: ({ player }) => player.seek(player.ms + 1000 * STEP_S),
  "next-line": step("line", 1),
  "previous-line": step("line", -1),
  "next-paragraph": step("paragraph", 1),
  "previous-paragraph": step("paragraph", -1),
  "next-turn": step("turn", 1),
  "previous-turn": step("turn", -1),
  "next-speaker": step("speaker", 1),
  "previous-speaker": step("speaker", -1),
  "repeat-line": repeat("line"),
  "repeat-turn": repeat("turn"),
  loop: ({ player }) => player.markLoop(),
  study: ({ player }) => player.setStudy(!player.conductor.study),
  faster: (all) => changeSpeed(all, 1),
  slower: (all) => changeSpeed(all, -1),
  mute: ({ player: { audio } }) => (audio.muted = !audio.muted),
  moves: ({ panels }) => panels.toggle("moves"),
};

const OF_TEXT = {
  return: ({ reader }) => reader().follow.resume(),
  search: ({ reader }) => (reader().search.isOpen ? reader().search.close() : reader().search.open()),
  contents: showContents,
  "copy-link": copyLink,
  "play-this": (all) => all.reader().listen().catch(() => all.deck.tell(say("player.refused"))),
  mend: ({ mend }) => mend.toggle(),
  "mend-here": ({ mend }) => mend.here(),
  keep: ({ keeper, reader }) => keeper.toggle(reader().episode),
};

function changeSpeed({ player, deck }, by) {
  const speeds = [...deck.parts.speed.options].map(({ value }) => Number(value));
  const next = speeds[speeds.indexOf(player.speed) + by];
  if (next) player.setSpeed(next);
}

function showContents({ panels, reader, player }) {
  if (!panels.toggle("contents")) return;
  const here = reader();
  listContents(document.querySelector("[data-contents]"), here.episode, here.isHeard ? player.ms : 0, (ms) => {
    panels.close("contents");
    here.listen(ms);
  });
}

async function copyLink({ reader, deck }) {
  const link = reader().linkToSentence();
  try {
    await navigator.clipboard.writeText(link);
    deck.tell(say("player.copied"));
  } catch {
    deck.tell(say("player.not_copied", { link }));
  }
}
