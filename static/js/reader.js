// An episode's page: wires sound, text and controls; everything ends with one AbortController.

import { startOf } from "./clock.js";
import { Controls } from "./controls.js";
import { Follow } from "./follow.js";
import { Highlight } from "./highlight.js";
import { Pace } from "./pace.js";
import { offerSession } from "./session.js";
import { Words } from "./words.js";

export class Reader {
  constructor(root) {
    const ending = new AbortController();
    const { signal } = ending;
    const audio = root.querySelector("#sound");
    const text = root.querySelector("[data-text]");
    const player = root.querySelector("[data-player]");
    const highlight = new Highlight(text);
    const follow = new Follow({ highlight, player, button: root.querySelector("[data-return]"), signal });
    const words = new Words(text, {
      highlight,
      signal,
      walked: () => follow.release(),
      play: (seconds) => {
        controls.play(seconds);
        follow.resume();
      },
    });
    const controls = new Controls(root, audio, { words, signal });
    new Pace(audio, {
      signal,
      tick: (ms) => highlight.show(ms) && follow.keepInView(),
      nextChange: (ms) => highlight.nextChange(ms),
    });
    offerSession(audio, controls, player.dataset, signal);
    Object.assign(this, { root, audio, ending, follow });
    window.addEventListener("hashchange", () => this.#goTo(location.hash), { signal });
    this.#goTo(location.hash);
  }

  /** Stop the sound and let go of everything outside of the page's piece. */
  destroy() {
    this.audio.pause();
    this.ending.abort();
  }

  #goTo(hash) {
    const seconds = startOf(hash);
    if (seconds === null) return;
    this.audio.currentTime = seconds;
    this.follow.resume();
  }
}
