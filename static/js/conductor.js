// What is played and what is not: turns that are skipped, a pause after each turn, a loop, a passage. Pure.

export class Conductor {
  constructor(timeline) {
    this.timeline = timeline;
    /** Ids of the speakers whose turns are jumped over. */
    this.skipped = new Set();
    /** Speaker → by how much he is played faster or slower than the rest. */
    this.paces = new Map();
    /** Whether to pause after every turn. */
    this.study = false;
    /** Played over and over: `{fromMs, toMs}`, or null. */
    this.loop = null;
    /** Played once, then the sound pauses: `{fromMs, toMs}`, or null. */
    this.passage = null;
  }

  /** Go by another clock; what is played over and over, or once, is where `carry` takes it. */
  renew(timeline, carry) {
    this.timeline = timeline;
    const moved = (span) => span && { fromMs: carry(span.fromMs), toMs: span.toMs === Infinity ? Infinity : carry(span.toMs) };
    this.loop = moved(this.loop);
    this.passage = moved(this.passage);
  }

  /** By how much what is spoken at a time is played faster or slower than the rest. */
  paceAt(ms) {
    const turn = this.timeline.turns[Math.max(0, this.timeline.turnAt(ms))];
    return this.paces.get(turn?.speaker) ?? 1;
  }

  /**
   * What to do when the sound has played from one time to another: `{pause}`, `{seekMs}`, both or null.
   * @param fromMs the clock when this was last asked; equal to `ms` after a seek
   */
  act(fromMs, ms) {
    const crossed = (at) => fromMs < at && at <= ms;
    if (this.passage && crossed(this.passage.toMs)) return { pause: true, over: true };
    if (this.loop && crossed(this.loop.toMs)) return { seekMs: this.loop.fromMs };
    const seekMs = this.#beyondSkipped(ms);
    const learnt = this.study && this.#turnEndIn(fromMs, ms);
    if (seekMs === null && !learnt) return null;
    return { ...(seekMs !== null && { seekMs }), ...((learnt || seekMs >= this.timeline.durationMs) && { pause: true }) };
  }

  /** The first moment after `ms` at which `act` or `paceAt` may answer something else. */
  nextChange(ms) {
    const { turns, starts } = this.timeline;
    const turn = this.timeline.turnAt(ms);
    const moments = [starts.turn[turn + 1], turns[turn]?.endMs, this.loop?.toMs, this.passage?.toMs];
    return Math.min(Infinity, ...moments.filter((at) => at > ms));
  }

  /** Where to go on from a turn that is skipped; null where none is. */
  #beyondSkipped(ms) {
    const { turns, durationMs } = this.timeline;
    let turn = this.timeline.turnAt(ms);
    if (!this.skipped.has(turns[turn]?.speaker) || ms >= durationMs) return null;
    while (this.skipped.has(turns[turn]?.speaker)) turn += 1;
    return turns[turn]?.startMs ?? durationMs;
  }

  /** Whether a turn that was heard ended; the last one ends with the sound. */
  #turnEndIn(fromMs, ms) {
    const { turns } = this.timeline;
    const turn = this.timeline.turnAt(fromMs);
    const end = turns[turn]?.endMs;
    return turn < turns.length - 1 && fromMs < end && end <= ms && !this.skipped.has(turns[turn].speaker);
  }
}
