// While an episode is being narrated: asks how far it is, and brings what is new into the page that is open.

import { become, takeAttributes } from "./become.js";
import { readEpisode } from "./episode.js";
import { say } from "./wording.js";

const ASKED_EVERY_MS = 1000;
/** Where somebody waits for the first sound, or for what he has just mended. */
const ASKED_SOON_MS = 250;
const SOON_FOR_MS = 10_000;
/** A page is made whole for it. */
const UNSEEN_EVERY_MS = 3000;
const ACTIVE = ["asked", "speaking", "paused", "joining"];

export class Watch {
  /**
   * @param reader gives the text that is on the page, or null
   * @param live called when a text was put where none could be read along before
   */
  constructor({ player, deck, keeper, reader, live }) {
    Object.assign(this, { player, deck, keeper, reader, live, root: null, askedAt: -Infinity });
    document.addEventListener("karyan:narrating", () => this.#begin());
  }

  /** Look whether what the page shows now is still being made. */
  look() {
    const root = document.querySelector("main[data-growth]");
    if (root === this.root) return;
    this.root = root;
    clearTimeout(this.timer);
    if (!root) return this.player.expects && this.#followUnseen();
    this.wanted = this.#isGrowing && new URLSearchParams(location.search).has("play");
    if (this.#isGrowing || "underWay" in root.dataset) this.#ask();
    this.#playIfWanted();
  }

  get #isGrowing() {
    return "growing" in this.root.dataset;
  }

  /** Somebody on this page asked for a narration. */
  #begin() {
    if (!this.root) return;
    this.askedAt = performance.now();
    this.wanted ||= this.#isGrowing && !this.reader();
    this.#ask();
  }

  async #ask() {
    clearTimeout(this.timer);
    const { root } = this;
    const asking = (this.asking = Symbol());
    const isLast = () => root === this.root && asking === this.asking;
    const told = JSON.parse(await have(root.dataset.growth));
    const goesOn = !told || (isLast() && (await this.#take(told, isLast)));
    if (goesOn && isLast()) this.timer = setTimeout(() => this.#ask(), this.#isSoon ? ASKED_SOON_MS : ASKED_EVERY_MS);
  }

  get #isSoon() {
    return this.wanted || performance.now() - this.askedAt < SOON_FOR_MS;
  }

  /** Bring in what is new; whether more is to come. */
  async #take(told, isLast) {
    const { run, ready = null, revision } = this.root.dataset;
    const isActive = ACTIVE.includes(told.state);
    if (told.revision > Number(revision)) await this.#renew(isLast);
    else if (this.#isGrowing && Number(run) !== told.run) await this.#renew(isLast);
    else if (told.ready !== null && ready !== String(told.ready) && this.#isGrowing) await this.#grow(isLast);
    if (!isLast()) return false;
    this.#tell(told, isActive);
    this.#playIfWanted();
    return isActive;
  }

  #tell({ state, told }, isActive) {
    const making = document.querySelector("[data-making]");
    if (making && making.textContent !== told) making.textContent = told;
    const { player } = this;
    if (player.episode?.slug === this.root.dataset.slug) player.expect(isActive && this.#isGrowing);
    if (!making && !isActive && state !== "done") this.deck.tell(told);
  }

  async #playIfWanted() {
    const reader = this.reader();
    if (!this.wanted || !reader) return;
    this.wanted = false;
    await reader.listen().catch(() => this.deck.tell(say("player.refused")));
  }

  /** What is new of a text that grows: the turns in which something was spoken. */
  async #grow(isLast) {
    const { root } = this;
    const { run, ready = 0 } = root.dataset;
    const fresh = await this.#fetch(`${location.pathname}/growing?run=${run}&have=${ready}`);
    const next = fresh?.querySelector("main");
    if (!isLast() || !next) return;
    this.#change(() => {
      takeAttributes(root, next);
      become(root.querySelector(".heading"), next.querySelector(".heading"));
      for (const turn of next.querySelectorAll("[data-turn]")) {
        become(root.querySelector(`[data-turn="${turn.dataset.turn}"]`), turn);
      }
    });
  }

  /** The whole page anew. */
  async #renew(isLast) {
    const fresh = await this.#fetch(location.pathname);
    if (!isLast() || !fresh?.querySelector("main[data-growth]")) return;
    this.#change(() => become(document.querySelector("#page"), fresh.querySelector("#page")));
    document.title = fresh.title;
    window.htmx?.process(document.querySelector("#page"));
    if (this.reader()) this.keeper.show(this.reader().episode);
  }

  /** Another page is looked at while the sound goes on: what is new of it is read from its own, which nobody sees. */
  async #followUnseen() {
    const { player } = this;
    const { episode } = player;
    const fresh = await this.#fetch(episode.address);
    if (this.root || player.episode !== episode) return;
    const root = fresh?.querySelector("main[data-episode]");
    if (root) this.#renewUnseen(readEpisode(root, episode.address));
    player.expect(!root || ("growing" in root.dataset && "underWay" in root.dataset));
    if (player.expects) this.timer = setTimeout(() => this.#followUnseen(), UNSEEN_EVERY_MS);
  }

  #renewUnseen(next) {
    const { player } = this;
    const isNew = next.sources[0][0] !== player.episode.sources[0][0];
    // Of other words than those that are heard nothing is known here; the text finds the place when it is looked at.
    if (isNew && (next.run === player.episode.run || isSameClock(player.episode, next))) player.renew(next, (ms) => ms, true);
  }

  #change(change) {
    const reader = this.reader();
    if (reader) {
      reader.renew(change);
      return void document.dispatchEvent(new Event("karyan:renewed"));
    }
    change();
    this.live();
  }

  async #fetch(address) {
    const text = await have(address);
    return text && new DOMParser().parseFromString(text, "text/html");
  }
}

/** Whether what has been heard of one stands at the same times in the other. */
function isSameClock({ timeline }, next) {
  return timeline.lines.every(({ endMs }, i) => endMs === next.timeline.lines[i]?.endMs);
}

/** What is at an address; null where it cannot be had now, and is asked for again. */
async function have(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
