// Calls at every moment of the sound at which the page should change.
//
// Three wake it, since none is enough alone: a timer and a cue of a hidden text track, both set to the next moment,
// of which browsers serve now one late and now the other; and the animation frame, the net for both.

import { milliseconds } from "./clock.js";

/**
 * How far ahead of the clock to look while the sound plays, in ms of real time: what is changed is seen with the
 * next frame only, and at other speeds than 1 the clock stands for some 10 ms and steps over the next 10.
 */
const LEAD_MS = 4;

/** A clock that steps back by less than this while the sound plays does not put out what was lit. */
const STEP_BACK_MS = 50;

export class Pace {
  /**
   * @param tick called with the time of the sound that is heard now, in ms
   * @param nextChange the next moment after a time at which to call, in ms
   * @param signal ends it; without one it lasts as long as the page
   */
  constructor(audio, { tick, nextChange, signal = new AbortController().signal }) {
    this.audio = audio;
    this.tick = tick;
    this.nextChange = nextChange;
    /** How long what is played takes to be heard, in ms of real time; wireless headphones need some 100 to 300. */
    this.latencyMs = 0;
    this.track = audio.addTextTrack("metadata");
    this.track.mode = "hidden";
    this.cue = null;
    this.last = 0;
    this.began = 0;
    for (const event of ["play", "playing", "pause", "seeking", "seeked", "ratechange", "ended", "loadedmetadata"]) {
      audio.addEventListener(event, () => this.#now(), { signal });
    }
    // In a page that nobody sees frames stop and timers come late.
    audio.addEventListener("timeupdate", () => document.hidden && this.#now(), { signal });
    document.addEventListener("visibilitychange", () => this.#frame(), { signal });
    audio.addEventListener("play", () => this.#frame(), { signal });
    for (const event of ["play", "seeked"]) {
      audio.addEventListener(event, () => (this.began = milliseconds(audio.currentTime)), { signal });
    }
    signal.addEventListener("abort", () => this.#cancel());
    this.#now();
    this.#frame();
  }

  /** Look at the clock now, as after a change of what `nextChange` answers. */
  refresh() {
    this.#now();
  }

  #now() {
    this.#at(this.#clock());
  }

  get #runs() {
    return !this.audio.paused && !this.audio.seeking;
  }

  /** The clock of what is heard in ms, with the lead; at rest and while a seek is under way it is the sound's own. */
  #clock() {
    const played = milliseconds(this.audio.currentTime);
    // What was played before a seek or a pause is not heard after it.
    return this.#runs ? Math.max(played + this.#lead(), Math.min(this.began, played)) : played;
  }

  #lead() {
    return this.#runs ? (LEAD_MS - this.latencyMs) * this.audio.playbackRate : 0;
  }

  #at(ms) {
    const back = this.last - ms;
    const stepped = this.#runs && back > 0 && back < STEP_BACK_MS;
    this.last = stepped ? this.last : ms;
    this.tick(this.last);
    this.#arm(this.nextChange(this.last));
  }

  /** Wake when the clock, with its lead, reaches a time of the sound. */
  #arm(ms) {
    const seconds = (ms - this.#lead()) / 1000;
    this.#setTimer(seconds);
    // The clock that a script reads may lag a hair behind the cue that it was called for.
    this.#setCue(seconds, () => this.#at(Math.max(ms, this.#clock())));
  }

  #setTimer(seconds) {
    clearTimeout(this.timer);
    const { paused, currentTime, playbackRate, readyState } = this.audio;
    // Where sound is waited for, its own event tells when it goes on.
    if (paused || seconds === Infinity || readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return;
    const wait = Math.max(0, ((seconds - currentTime) / playbackRate) * 1000);
    // The sound's clock may lag behind the system's: then the moment is not there yet, and a new timer is set.
    this.timer = setTimeout(() => this.#now(), wait);
  }

  /** One cue is enough: the next. */
  #setCue(seconds, reached) {
    if (this.cue?.startTime === seconds) return;
    if (this.cue) this.track.removeCue(this.cue);
    this.cue = null;
    if (seconds === Infinity) return;
    this.cue = new VTTCue(Math.max(0, seconds), seconds + 1, "");
    // Where a pause or a seek came between, its own event tells the time.
    this.cue.onenter = () => this.audio.paused || this.audio.seeking || reached();
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
