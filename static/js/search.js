// Search within the episode: hits are marked in the text and on the strip; Enter plays from one.

import { hitsIn, pattern, prepare } from "./finder.js";
import { say } from "./wording.js";

/** Lines prepared in one go; between goes the page may do other things. */
const CHUNK = 300;
const TYPED_MS = 120;

export class Search {
  /**
   * @param now gives the clock of the sound in ms: the first hit shown is the next after it
   * @param play called with the start of the hit that was chosen, in ms
   * @param changed called when the search was opened or closed
   */
  constructor(form, { text, painter, strip, now, play, changed, signal }) {
    Object.assign(this, { form, text, painter, strip, now, play, changed, hits: [], index: -1 });
    this.query = form.querySelector("[data-query]");
    this.found = form.querySelector("[data-found]");
    const on = (target, event, does) => target.addEventListener(event, does, { signal });
    on(form, "submit", (event) => this.#submitted(event));
    on(form, "click", (event) => this.#clicked(event.target.closest("[data-hit]")?.dataset.hit));
    on(this.query, "input", () => this.#typed());
    on(form, "keydown", (event) => this.#pressed(event));
    signal.addEventListener("abort", () => clearTimeout(this.typing));
  }

  get isOpen() {
    return !this.form.hidden;
  }

  open() {
    this.form.hidden = false;
    this.changed();
    this.query.focus();
    this.query.select();
    this.#prepare();
    if (this.query.value) this.#find();
  }

  close() {
    this.form.hidden = true;
    this.#show([]);
    this.changed();
  }

  /** The lines are others now; `moved` tells where one is. What is new in them is found when it is sought again. */
  renew(moved) {
    Object.assign(this, { prepared: undefined, sought: undefined });
    this.hits = this.hits.map((hit) => ({ ...hit, line: moved(hit.line) })).filter(({ line }) => line >= 0);
    if (this.isOpen) this.strip.showHits(this.hits.map((hit) => this.#startMs(hit)));
  }

  #pressed(event) {
    if (event.key === "Escape") this.close();
    if (event.target !== this.query) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) event.preventDefault();
    if (by) this.#goTo(this.index + by);
  }

  #clicked(what) {
    if (what === "close") this.close();
    else if (what) this.#goTo(this.index + (what === "next" ? 1 : -1));
  }

  #typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#find(), TYPED_MS);
  }

  async #submitted(event) {
    event.preventDefault();
    clearTimeout(this.typing);
    if (this.sought !== this.query.value) await this.#find();
    const hit = this.hits[this.index];
    if (hit) this.play(this.#startMs(hit));
  }

  /** The bare letters of every line, made once. */
  async #prepare() {
    this.prepared ??= (async () => {
      const prepared = [];
      for (let line = 0; line < this.text.lines.length; line += 1) {
        if (line % CHUNK === CHUNK - 1) await new Promise((resolve) => setTimeout(resolve));
        prepared.push(prepare(this.text.texts(line)));
      }
      return prepared;
    })();
    return this.prepared;
  }

  async #find() {
    const prepared = await this.#prepare();
    this.sought = this.query.value;
    const sought = pattern(this.sought);
    if (!this.isOpen) return;
    this.#show(sought ? prepared.flatMap((line, i) => hitsIn(line, sought).map((hit) => ({ line: i, ...hit }))) : []);
    const now = this.now();
    const next = this.hits.findIndex((hit) => this.#startMs(hit) >= now);
    if (this.hits.length) this.#goTo(Math.max(0, next));
    else this.found.textContent = sought ? say("find.none") : "";
  }

  #show(hits) {
    Object.assign(this, { hits, index: -1 });
    this.painter.set("hit", hits);
    this.painter.set("chosen", []);
    this.strip.showHits(hits.map((hit) => this.#startMs(hit)));
    this.found.textContent = "";
  }

  #goTo(index) {
    const count = this.hits.length;
    if (!count) return;
    this.index = (index + count) % count;
    const hit = this.hits[this.index];
    this.painter.set("chosen", [hit]);
    this.found.textContent = say("find.place", { at: this.index + 1, count });
    this.text.lines[hit.line].scrollIntoView({ block: "center", behavior: "instant" });
  }

  #startMs({ line, first }) {
    return this.text.startMs(line, first);
  }
}
