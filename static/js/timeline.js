// The episode on its clock: its turns and lines, and the way from one to the next. Pure; whole milliseconds.

import { lastStarted } from "./spans.js";

/** Back within this much of the start of a line or turn means the one before it, later on its own start. */
export const GRACE_MS = 1500;

export class Timeline {
  /**
   * @param lines `{startMs, endMs, paragraph, turn}` in order; `turn` is an index
   * @param turns `{speaker, startMs, endMs}` in order
   */
  constructor({ lines, turns, durationMs }) {
    Object.assign(this, { lines, turns, durationMs });
    const starts = (of) => of.map(({ startMs }) => startMs);
    this.starts = {
      line: starts(lines),
      paragraph: starts(lines.filter((line, i) => line.paragraph !== lines[i - 1]?.paragraph)),
      turn: starts(turns),
    };
  }

  /** The index of the line that began last; -1 before the first. */
  lineAt(ms) {
    return lastStarted(this.starts.line, ms);
  }

  /** The index of the turn that began last; -1 before the first. */
  turnAt(ms) {
    return lastStarted(this.starts.turn, ms);
  }

  /**
   * Where a step leads, in ms; null where there is nothing further on.
   * @param unit "line", "paragraph", "turn", or "speaker": to another turn of whoever speaks
   * @param by 1 or -1
   */
  step(unit, by, ms) {
    const starts = unit === "speaker" ? this.#startsOfSpeakerAt(ms) : this.starts[unit];
    const index = lastStarted(starts, ms);
    if (by > 0) return starts[index + 1] ?? null;
    const well = index >= 0 && ms - starts[index] > GRACE_MS;
    return starts[well ? index : index - 1] ?? 0;
  }

  /** The line or the turn around a time, from its first word to just before what follows. */
  spanOf(unit, ms) {
    const all = unit === "line" ? this.lines : this.turns;
    const index = Math.max(0, lastStarted(this.starts[unit], ms));
    const following = all[index + 1]?.startMs ?? this.durationMs;
    return { fromMs: all[index].startMs, toMs: Math.min(following, all[index].endMs + REST_MS) };
  }

  #startsOfSpeakerAt(ms) {
    const speaker = this.turns[Math.max(0, this.turnAt(ms))].speaker;
    return this.starts.turn.filter((_, i) => this.turns[i].speaker === speaker);
  }
}

/** Of the rest after a line or turn so much is played when it is played by itself, so that its end is not cut. */
const REST_MS = 200;
