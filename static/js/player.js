// The sound of one episode and the rules by which it is played. It outlives the pages that one looks at meanwhile.

import { milliseconds } from "./clock.js";
import { Conductor } from "./conductor.js";
import { keepEpisodeMemory, keepLiking, readEpisodeMemory, readLiking } from "./memory.js";
import { Pace } from "./pace.js";

export const STEP_S = 10;
/** How often the place is kept while the sound plays, in ms of the sound. */
const KEPT_EVERY_MS = 5000;

export class Player extends EventTarget {
  /**
   * Tells "episode" when another one is loaded, "renewed" when the same has grown or was made anew, "change" when a
   * rule or the speed is another, "over" after a passage, "waiting" when it waits for more, or does no longer.
   */
  constructor(audio) {
    super();
    Object.assign(this, { audio, episode: null, conductor: null, view: null, repeated: null, fromMs: null });
    Object.assign(this, { loaded: null, swapAtMs: Infinity, expects: false, waiting: false });
    this.speed = 1;
    this.pace = new Pace(audio, { tick: (ms) => this.#tick(ms), nextChange: (ms) => this.#nextChange(ms) });
    this.pace.latencyMs = readLiking().latencyMs;
    const on = (events, does) => events.forEach((event) => audio.addEventListener(event, does));
    on(["seeking", "play"], () => (this.fromMs = null));
    on(["pause", "seeked"], () => this.#keepPlace());
    on(["ended"], () => this.#ended());
    on(["timeupdate"], () => Math.abs(this.ms - this.keptMs) > KEPT_EVERY_MS && this.#keepPlace());
    window.addEventListener("pagehide", () => this.#keepPlace());
  }

  /** The sound's clock, in ms. */
  get ms() {
    return milliseconds(this.audio.currentTime);
  }

  get playing() {
    return !this.audio.paused || this.waiting;
  }

  /** Whether this very sound is loaded, or the beginning of it: the same narration of the same episode. */
  has({ slug, revision, run }) {
    const { episode } = this;
    if (episode?.slug !== slug || episode.revision !== revision) return false;
    return Boolean(revision) || (episode.run === run && episode.ready !== "0");
  }

  /** Load an episode as it was last heard; its place is the caller's to find. */
  load(episode) {
    this.#keepPlace();
    this.episode = episode;
    this.conductor = new Conductor(episode.timeline);
    Object.assign(this, { repeated: null, expects: false });
    const { speed = readLiking().speed, study = false, people = {} } = readEpisodeMemory(episode.slug);
    this.conductor.study = study;
    Object.assign(this, { speed, people });
    this.#tellPeople();
    this.#setSources();
    this.#setRate();
    this.dispatchEvent(new Event("episode"));
  }

  /**
   * A longer sound of the same episode takes over, or one that was made anew; what plays goes on.
   * @param carry from the clock that was to the one that is
   * @param isContinued whether what was there is the beginning of what is there now
   */
  renew(episode, carry, isContinued) {
    const { ms } = this;
    this.conductor.renew(episode.timeline, carry);
    this.episode = episode;
    this.#tellPeople();
    if (!isContinued || this.waiting) this.#swap(carry(ms));
    else this.swapAtMs = this.#pauseFor(episode, ms);
    if (this.#isBehind && episode.revision && !this.playing) this.#swap(carry(ms));
    this.dispatchEvent(new Event("renewed"));
    this.pace.refresh();
  }

  /** Whether more of this episode is being made: then the end of what is there is waited at. */
  expect(expects) {
    this.expects = expects;
    if (!expects) this.#wait(false);
  }

  /** Play on; where the browser refuses, it is told by the promise. */
  async play() {
    if (this.audio.ended && this.#isBehind) return this.#swap(this.ms, true);
    if (this.audio.ended && this.expects) return this.#wait(true);
    try {
      await this.audio.play();
    } catch (error) {
      // A pause before the sound began is no failure.
      if (error.name !== "AbortError") throw error;
    }
  }

  pause() {
    this.#wait(false);
    this.audio.pause();
  }

  /** Go to a time; what is repeated is then what is there. A passage that was asked for is over. */
  seek(ms) {
    const { durationMs } = this.episode.timeline;
    this.conductor.passage = null;
    const to = Math.min(Math.max(ms, 0), durationMs);
    const { waiting } = this;
    if (this.#isBehind && to >= this.loaded.timeline.durationMs) this.#swap(to);
    else this.#goTo(to);
    this.#wait(false);
    if (waiting) this.play();
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

  /** Whether what the page shows is longer or newer than the sound that is loaded. */
  get #isBehind() {
    return this.loaded !== this.episode && this.loaded.sources[0][0] !== this.episode.sources[0][0];
  }

  /** Where the sound is silent anyway, so that another may take over: after the paragraph, or at the end of what is loaded. */
  #pauseFor({ revision, timeline }, ms) {
    if (!this.#isBehind) return Infinity;
    const { lines } = timeline;
    const { paragraph } = lines[Math.max(0, timeline.lineAt(ms))];
    const { durationMs } = this.loaded.timeline;
    const wanted = (line) => line.endMs <= durationMs && (!revision || line.paragraph === paragraph);
    return lines.findLast(wanted)?.endMs ?? ms;
  }

  /** Let the sound of the episode as it is now take over at a time. */
  #swap(ms, goesOn = this.playing) {
    this.#setSources();
    this.#goTo(ms);
    this.#setRate();
    this.#wait(false);
    if (goesOn) this.play().catch(() => this.audio.dispatchEvent(new Event("pause")));
  }

  /** The listener is faster than the speaker. */
  #wait(waiting) {
    if (this.waiting === waiting) return;
    this.waiting = waiting;
    this.dispatchEvent(new Event("waiting"));
  }

  #ended() {
    if (this.#isBehind) this.#swap(this.ms, true);
    else if (this.expects) this.#wait(true);
  }

  #setSources() {
    const { sources } = this.episode;
    Object.assign(this, { loaded: this.episode, swapAtMs: Infinity });
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
    if (ms >= this.swapAtMs) return this.#swap(ms);
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
    const rules = Math.min(this.conductor.nextChange(this.ms), this.swapAtMs > this.ms ? this.swapAtMs : Infinity);
    return Math.min(this.view?.nextChange(shownMs) ?? Infinity, rules - ahead);
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
