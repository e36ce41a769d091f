// Calls at every moment of the sound at which the page should change.
//
// A cue of a hidden text track fires within a millisecond or two where the browser times cues; others fire them
// a quarter of a second late. The animation frame is the base for those and the net for all.

import { milliseconds } from "./clock.js";

export class Pace {
  /**
   * @param tick called with the time of the sound in ms
   * @param nextChange the next moment after a time at which to call, in ms
   */
  constructor(audio, { tick, nextChange, signal }) {
    this.audio = audio;
    this.tick = tick;
    this.nextChange = nextChange;
    this.track = audio.addTextTrack("metadata");
    this.track.mode = "hidden";
    this.cue = null;
    for (const event of ["play", "playing", "pause", "seeking", "seeked", "timeupdate", "ended", "loadedmetadata"]) {
      audio.addEventListener(event, () => this.#now(), { signal });
    }
    audio.addEventListener("play", () => this.#frame(), { signal });
    signal.addEventListener("abort", () => this.#cancel());
    this.#now();
    this.#frame();
  }

  #now() {
    this.#at(milliseconds(this.audio.currentTime));
  }

  #at(ms) {
    this.tick(ms);
    this.#arm(this.nextChange(ms));
  }

  /** One cue is enough: the next. */
  #arm(ms) {
    if (this.cue?.startTime === ms / 1000) return;
    if (this.cue) this.track.removeCue(this.cue);
    this.cue = null;
    if (!Number.isFinite(ms)) return;
    this.cue = new VTTCue(ms / 1000, ms / 1000 + 1, "");
    // The clock that a script reads may lag a hair behind the cue that it was called for.
    this.cue.onenter = () => this.#at(Math.max(ms, milliseconds(this.audio.currentTime)));
    this.track.addCue(this.cue);
  }

  #frame() {
    cancelAnimationFrame(this.request);
    if (this.audio.paused) return;
    this.#now();
    this.request = requestAnimationFrame(() => this.#frame());
  }

  #cancel() {
    cancelAnimationFrame(this.request);
    this.#arm(Infinity);
  }
}
