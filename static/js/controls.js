// The player's buttons, bars and keys.

import { clock } from "./clock.js";
import { actionOf, kindOf } from "./keys.js";

export const STEP_S = 10;

export class Controls {
  /** @param words takes the actions of the word that has the focus */
  constructor(root, audio, { words, signal }) {
    Object.assign(this, { root, audio, words });
    const find = (name) => root.querySelector(`[data-${name}]`);
    this.parts = { now: find("now"), seek: find("seek"), speed: find("speed"), volume: find("volume") };
    this.help = find("help");
    this.status = find("status");
    const on = (target, event, does) => target.addEventListener(event, does, { signal });
    on(root, "click", (event) => this.do(event.target.closest("[data-act]")?.dataset.act));
    on(document, "keydown", (event) => this.#pressed(event));
    on(this.parts.seek, "input", () => (audio.currentTime = Number(this.parts.seek.value)));
    on(this.parts.speed, "change", () => (audio.playbackRate = Number(this.parts.speed.value)));
    on(this.parts.volume, "input", () => this.#setVolume());
    for (const event of ["play", "pause", "ended", "volumechange"]) on(audio, event, () => this.#showState());
    for (const event of ["timeupdate", "seeking", "loadedmetadata"]) on(audio, event, () => this.#showTime());
    const lost = () => this.#say("הקול לא נטען. בדקו את החיבור וטענו את הדף מחדש.");
    on(audio, "error", lost);
    // Where none of the files can be had, it is the last of them that says so.
    on(audio.lastElementChild, "error", lost);
    this.#showState();
    this.#showTime();
  }

  do(action) {
    const { audio, help } = this;
    if (action === "toggle") return audio.paused ? this.play() : audio.pause();
    if (action === "back") return this.skip(-STEP_S);
    if (action === "forward") return this.skip(STEP_S);
    if (action === "mute") return (audio.muted = !audio.muted);
    if (action === "help") return help.open || help.showModal();
    if (action) this.words.act(action);
  }

  /** Play, from `seconds` where given. */
  async play(seconds = this.audio.currentTime) {
    if (seconds !== this.audio.currentTime) this.audio.currentTime = seconds;
    try {
      await this.audio.play();
      this.#say("");
    } catch (error) {
      // A pause before the sound began is no failure.
      if (error.name !== "AbortError") this.#say("הדפדפן לא הסכים לנגן. לחצו על כפתור הנגינה.");
    }
  }

  skip(seconds) {
    const { audio } = this;
    const end = Number(this.parts.seek.max);
    audio.currentTime = Math.min(Math.max(audio.currentTime + seconds, 0), end);
  }

  #pressed(event) {
    if (event.defaultPrevented || this.help.open) return;
    const action = actionOf(event, kindOf(event.target));
    if (!action) return;
    event.preventDefault();
    this.do(action);
  }

  #setVolume() {
    this.audio.volume = Number(this.parts.volume.value) / 100;
    this.audio.muted = false;
  }

  #showState() {
    const { paused, muted } = this.audio;
    this.#mark("toggle", !paused, paused ? "נגינה" : "השהיה");
    this.#mark("mute", muted, muted ? "ביטול ההשתקה" : "השתקה");
  }

  #mark(action, on, name) {
    const button = this.root.querySelector(`[data-act="${action}"]`);
    button.toggleAttribute("data-on", on);
    button.setAttribute("aria-label", name);
    button.title = name;
  }

  #showTime() {
    const { seek, now } = this.parts;
    const shown = clock(this.audio.currentTime);
    seek.value = this.audio.currentTime;
    if (now.textContent === shown) return;
    now.textContent = shown;
    seek.setAttribute("aria-valuetext", `${shown} מתוך ${clock(Number(seek.max))}`);
  }

  #say(sentence) {
    this.status.textContent = sentence;
  }
}
