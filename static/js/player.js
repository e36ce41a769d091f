// The sound of one episode and the rules by which it is played. It outlives the pages that one looks at meanwhile.

import { milliseconds } from "./clock.js";
import { Conductor } from "./conductor.js";
import { keepEpisodeMemory, keepLiking, readEpisodeMemory, readLiking } from "./memory.js";
import { Pace } from "./pace.js";

export const STEP_S = 10;
/** How often the place is kept while the sound plays, in ms of the sound. */
const KEPT_EVERY_MS = 5000;

export class Player extends EventTarget {
  /** Tells "episode" when another one is loaded, "change" when a rule or the speed is another, "over" after a passage. */
  constructor(audio) {
    super();
    Object.assign(this, { audio, episode: null, conductor: null, view: null, repeated: null, fromMs: null });
    this.speed = 1;
    this.pace = new Pace(audio, { tick: (ms) => this.#tick(ms), nextChange: (ms) => this.#nextChange(ms) });
    this.pace.latencyMs = readLiking().latencyMs;
    const on = (events, does) => events.forEach((event) => audio.addEventListener(event, does));
    on(["seeking", "play"], () => (this.fromMs = null));
    on(["pause", "seeked"], () => this.#keepPlace());
    on(["timeupdate"], () => Math.abs(this.ms - this.keptMs) > KEPT_EVERY_MS && this.#keepPlace());
    window.addEventListener("pagehide", () => this.#keepPlace());
  }

  /** The sound's clock, in ms. */
  get ms() {
    return milliseconds(this.audio.currentTime);
  }

  get playing() {
    return !this.audio.paused;
  }

  /** Whether this very sound is loaded: the same narration of the same episode. */
  has({ slug, revision }) {
    return this.episode?.slug === slug && this.episode.revision === revision;
  }

  /** Load an episode as it was last heard; its place is the caller's to find. */
  load(episode) {
    this.#keepPlace();
    this.episode = episode;
    this.conductor = new Conductor(episode.timeline);
    this.repeated = null;
    const { speed = readLiking().speed, study = false, people = {} } = readEpisodeMemory(episode.slug);
    this.conductor.study = study;
    Object.assign(this, { speed, people });
    this.#tellPeople();
    this.#setSources(episode.sources);
    this.#setRate();
    this.dispatchEvent(new Event("episode"));
  }

  /** Play on; where the browser refuses, it is told by the promise. */
  async play() {
    try {
      await this.audio.play();
    } catch (error) {
      // A pause before the sound began is no failure.
      if (error.name !== "AbortError") throw error;
    }
  }

  pause() {
    this.audio.pause();
  }

  /** Go to a time; what is repeated is then what is there. A passage that was asked for is over. */
  seek(ms) {
    const { durationMs } = this.episode.timeline;
    this.conductor.passage = null;
    this.#goTo(Math.min(Math.max(ms, 0), durationMs));
    if (this.repeated) this.repeat(this.repeated, ms);
  }

  /** Play just this, then pause: `{fromMs, toMs}`. */
  playPassage(passage) {
    this.seek(passage.fromMs);
    this.conductor.passage = passage;
    this.#changed();
    return this.play();
  }

  step(unit, by) {
    const ms = this.episode.timeline.step(unit, by, Math.round(this.ms));
    if (ms !== null) this.seek(ms);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.#setRate();
    keepEpisodeMemory(this.episode.slug, { speed });
    keepLiking({ speed });
    this.#changed();
  }

  /** Repeat the line or the turn at a time; null for no more. */
  repeat(unit, ms = this.ms) {
    this.repeated = unit;
    this.conductor.loop = unit && this.episode.timeline.spanOf(unit, ms);
    this.#changed();
  }

  /** Mark the start of a loop, then its end, then end it: "a", "b" or "end". */
  markLoop() {
    const { conductor, loopState: state } = this;
    this.repeated = null;
    if (state === "a") conductor.loop = { fromMs: this.ms, toMs: Infinity };
    else if (state === "b" && this.ms > conductor.loop.fromMs) conductor.loop = { ...conductor.loop, toMs: this.ms };
    else conductor.loop = null;
    this.#changed();
  }

  /** What `markLoop` would mark next. */
  get loopState() {
    const loop = this.repeated ? null : this.conductor?.loop;
    if (!loop) return "a";
    return loop.toMs === Infinity ? "b" : "end";
  }

  setStudy(study) {
    this.conductor.study = study;
    keepEpisodeMemory(this.episode.slug, { study });
    this.#changed();
  }

  /** How a speaker, by name, is heard: `{hearing: "heard" | "skipped" | "hidden", pace}`. */
  person(name) {
    return { hearing: "heard", pace: 1, ...this.people[name] };
  }

  setPerson(name, changes) {
    this.people = { ...this.people, [name]: { ...this.person(name), ...changes } };
    keepEpisodeMemory(this.episode.slug, { people: this.people });
    this.#tellPeople();
    this.#changed();
  }

  #tellPeople() {
    const { conductor } = this;
    conductor.skipped.clear();
    conductor.paces.clear();
    for (const [id, { name }] of this.episode.people) {
      const { hearing, pace } = this.person(name);
      if (hearing !== "heard") conductor.skipped.add(id);
      if (pace !== 1) conductor.paces.set(id, pace);
    }
    // Where everybody is skipped nothing would be left to hear.
    if (conductor.skipped.size === this.episode.people.size) conductor.skipped.clear();
  }

  #changed() {
    this.pace.refresh();
    this.dispatchEvent(new Event("change"));
  }

  #setSources(sources) {
    const elements = sources.map(([src, type]) => Object.assign(document.createElement("source"), { src, type }));
    this.audio.replaceChildren(...elements);
    this.audio.load();
    // Where none of the files can be had, it is the last of them that says so.
    elements.at(-1).addEventListener("error", () => this.audio.dispatchEvent(new Event("lost")));
  }

  /** Browsers cut off below the microsecond, and a hair before a word's start is not its start. */
  #goTo(ms) {
    this.audio.currentTime = (ms + 0.0005) / 1000;
  }

  #tick(ms) {
    this.view?.show(ms);
    if (this.episode) this.#conduct();
  }

  #conduct() {
    const { audio, conductor, ms } = this;
    const fromMs = this.fromMs ?? ms;
    this.fromMs = ms;
    if (audio.paused || audio.seeking) return;
    this.#setRate();
    const asked = conductor.act(fromMs, ms);
    if (!asked) return;
    if (asked.pause) audio.pause();
    if (asked.over) this.#passageIsOver();
    if (asked.seekMs !== undefined) this.#goTo(asked.seekMs);
  }

  #passageIsOver() {
    this.conductor.passage = null;
    this.dispatchEvent(new Event("over"));
  }

  #nextChange(shownMs) {
    if (!this.episode) return Infinity;
    // The rules go by what is played, the light by what is heard.
    const ahead = this.ms - shownMs;
    return Math.min(this.view?.nextChange(shownMs) ?? Infinity, this.conductor.nextChange(this.ms) - ahead);
  }

  #setRate() {
    const rate = this.speed * this.conductor.paceAt(this.ms);
    if (this.audio.playbackRate !== rate) this.audio.playbackRate = rate;
    this.audio.defaultPlaybackRate = rate;
  }

  #keepPlace() {
    if (!this.episode) return;
    const { slug, revision, timeline } = this.episode;
    this.keptMs = this.ms;
    if (this.audio.readyState === 0) return;
    const sentence = this.view?.sentenceAt(this.ms);
    keepEpisodeMemory(slug, { ms: this.ms, durationMs: timeline.durationMs, revision, ...(sentence && { sentence }) });
  }
}
