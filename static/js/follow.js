// Keeps the current line in view until the listener takes it out of sight; a button brings him back.

import { kindOf, scrolls } from "./keys.js";
import { readLiking } from "./memory.js";
import { distance, side } from "./view.js";

const SETTLED_MS = 120;
/** For so long after a listener moved the page it is not moved under his hand. */
const HANDS_OFF_MS = 1200;
/** When the text comes back by itself, where the reader likes it so. */
const COMES_BACK_MS = 5000;

export class Follow {
  /**
   * @param current gives `{line, word}`: the element of the line and the range of the word, or null
   * @param held whether something else, such as a search, has the page now
   */
  constructor({ current, player, button, held, signal }) {
    Object.assign(this, { current, player, button, held, following: true, moving: false, touchedAt: -Infinity });
    const on = (target, event, does) => target.addEventListener(event, does, { signal, passive: true });
    on(window, "wheel", (event) => event.ctrlKey || this.#touched());
    on(window, "touchmove", (event) => player.contains(event.target) || this.#touched());
    on(window, "keydown", (event) => scrolls(event, kindOf(event.target)) && this.#touched());
    on(window, "pointerdown", (event) => onScrollbar(event) && this.#touched());
    on(window, "scroll", () => this.#scrolled());
    signal.addEventListener("abort", () => this.#end());
  }

  release() {
    this.moving = false;
    this.following = false;
    this.#show();
  }

  resume() {
    this.moving = false;
    this.following = true;
    this.touchedAt = -Infinity;
    this.#show();
    this.keepInView();
  }

  /** Bring the current line to its place, unless the listener is elsewhere, moves the page, or marks text. */
  keepInView() {
    const { line, word } = this.current();
    if (!this.following) return this.#show();
    const busy = this.moving || this.held() || performance.now() - this.touchedAt < HANDS_OFF_MS;
    if (busy || !line || !getSelection().isCollapsed) return;
    this.#scrollBy(distance(box(line), word && box(word), this.#free()));
  }

  /** A hand is on the page: whatever moved by itself stops, and the line may now leave the window. */
  #touched() {
    this.moving = false;
    this.touchedAt = performance.now();
    if (!this.following) this.#comeBackLater();
  }

  #scrollBy(pixels) {
    const last = document.documentElement.scrollHeight - window.innerHeight;
    const to = Math.min(Math.max(window.scrollY + pixels, 0), last);
    if (Math.abs(to - window.scrollY) < 1) return;
    const far = Math.abs(pixels) > window.innerHeight;
    const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.moving = true;
    window.scrollTo({ top: to, behavior: still ? "instant" : "smooth" });
    this.#settleSoon();
  }

  /** Once nothing moves, look again: paragraphs that come into view get their true height only then. */
  #settleSoon() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.moving = false;
      this.keepInView();
    }, SETTLED_MS);
  }

  /** Whoever moved the page: once the line is out of sight the listener is elsewhere; back in sight he has returned. */
  #scrolled() {
    if (this.moving) return this.#settleSoon();
    const { line } = this.current();
    if (!line) return;
    const away = side(box(line), this.#free()) !== null;
    if (this.following && away) this.release();
    else if (!this.following && !away && !this.held()) this.resume();
    else this.#show();
  }

  #free() {
    const bar = this.player.getBoundingClientRect();
    return { top: 0, bottom: bar.height ? bar.top : window.innerHeight };
  }

  #show() {
    const { line } = this.current();
    const where = line && side(box(line), this.#free());
    this.button.hidden = this.following || !line;
    this.button.dataset.direction = where ?? "";
    if (!this.following) this.#comeBackLater();
  }

  #comeBackLater() {
    clearTimeout(this.comingBack);
    if (readLiking().comeBack !== "soon") return;
    this.comingBack = setTimeout(() => {
      const busy = this.held() || !getSelection().isCollapsed;
      if (busy) this.#comeBackLater();
      else if (!this.following) this.resume();
    }, COMES_BACK_MS);
  }

  #end() {
    clearTimeout(this.settling);
    clearTimeout(this.comingBack);
    this.button.hidden = true;
  }
}

function box(place) {
  return place.getBoundingClientRect();
}

function onScrollbar(event) {
  const page = document.body.getBoundingClientRect();
  return event.clientX < page.left || event.clientX >= page.right;
}
