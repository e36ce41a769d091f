// The strip above the seek bar: who speaks when, where the hits of a search are, and what is repeated.

import { clock } from "./clock.js";

export class Strip {
  constructor(root, player) {
    Object.assign(this, { root, player, picture: root.querySelector("svg"), tip: root.querySelector(".tip") });
    [this.turns, this.loop, this.hits] = this.picture.children;
    root.addEventListener("pointermove", (event) => this.#hover(event));
    root.addEventListener("pointerleave", () => (this.tip.hidden = true));
    root.addEventListener("click", (event) => player.seek(this.#msAt(event)));
  }

  /** Draw the turns of the episode that is loaded: one shape a colour, since thousands are slow to style. */
  draw() {
    const { timeline, people } = this.player.episode;
    this.picture.setAttribute("viewBox", `0 0 ${timeline.durationMs} 1`);
    const shapes = new Map();
    for (const { speaker, startMs, endMs } of timeline.turns) {
      const { tone } = people.get(speaker);
      const wide = Math.max(0, endMs - startMs);
      shapes.set(tone, `${shapes.get(tone) ?? ""}M${startMs} 0h${wide}v1h-${wide}z`);
    }
    this.turns.replaceChildren(...Array.from(shapes, ([tone, d]) => this.#shape("path", { "data-tone": tone, d })));
    this.hits.replaceChildren();
  }

  /** Mark the times of a search's hits. */
  showHits(times) {
    const wide = this.player.episode.timeline.durationMs / 400;
    this.hits.replaceChildren(...times.map((ms) => this.#span(ms, ms + wide)));
  }

  showLoop() {
    const { conductor, episode } = this.player;
    const { fromMs, toMs } = conductor.passage ?? conductor.loop ?? {};
    const until = Math.min(toMs, episode.timeline.durationMs);
    this.loop.replaceChildren(...(fromMs === undefined ? [] : [this.#span(fromMs, until)]));
  }

  #msAt({ clientX }) {
    const { left, right, width } = this.root.getBoundingClientRect();
    const fromStart = document.dir === "rtl" ? right - clientX : clientX - left;
    const part = Math.min(Math.max(fromStart / width, 0), 1);
    return part * this.player.episode.timeline.durationMs;
  }

  #hover(event) {
    const { timeline, people } = this.player.episode;
    const ms = this.#msAt(event);
    const { speaker, question } = timeline.turns[Math.max(0, timeline.turnAt(ms))];
    this.tip.textContent = [clock(ms / 1000), people.get(speaker).name, question].filter(Boolean).join(" · ");
    this.tip.style.setProperty("--part", ms / timeline.durationMs);
    this.tip.hidden = false;
  }

  #span(fromMs, toMs) {
    return this.#shape("rect", { x: fromMs, width: Math.max(0, toMs - fromMs), height: 1 });
  }

  #shape(name, attributes) {
    const shape = document.createElementNS(this.picture.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  }
}
