// Keeps the current line in view until the listener scrolls away; a button brings him back.

import { kindOf, scrolls } from "./keys.js";
import { distance, visible } from "./view.js";

const SETTLED_MS = 120;

export class Follow {
  constructor({ highlight, player, button, signal }) {
    Object.assign(this, { highlight, player, button });
    this.following = true;
    this.moving = false;
    const on = (target, event, does) => target.addEventListener(event, does, { signal, passive: true });
    on(window, "wheel", (event) => event.ctrlKey || this.release());
    on(window, "touchmove", (event) => player.contains(event.target) || this.release());
    on(window, "keydown", (event) => scrolls(event, kindOf(event.target)) && this.release());
    on(window, "pointerdown", (event) => onScrollbar(event) && this.release());
    on(window, "scroll", () => this.#scrolled());
    on(button, "click", () => this.resume());
  }

  release() {
    this.moving = false;
    this.#set(false);
  }

  resume() {
    this.moving = false;
    this.#set(true);
    this.keepInView();
  }

  /** Bring the current line to its place, unless the listener is elsewhere or marks text. */
  keepInView() {
    const { line, word } = this.highlight;
    if (!this.following || this.moving || !line || !getSelection().isCollapsed) return;
    this.#scrollBy(distance(box(line), word && box(word), this.#free()));
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

  /** Whatever else moved the page, such as a search in it: out of the line's sight the listener is elsewhere. */
  #scrolled() {
    if (this.moving) return this.#settleSoon();
    const { line } = this.highlight;
    if (this.following && line && !visible(box(line), this.#free())) this.release();
  }

  #free() {
    return { top: 0, bottom: this.player.getBoundingClientRect().top };
  }

  #set(following) {
    this.following = following;
    this.button.hidden = following;
  }
}

function box(element) {
  return element.getBoundingClientRect();
}

function onScrollbar(event) {
  const page = document.body.getBoundingClientRect();
  return event.clientX < page.left || event.clientX >= page.right;
}
