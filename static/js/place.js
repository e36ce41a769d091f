// The listener's place when the text was narrated anew: the same word of the same line, wherever it has gone. Pure.

import { lastStarted } from "./spans.js";

/**
 * The way from one clock to another.
 * @param before, after `{texts, lines: [{startMs, endMs}], starts}`; `starts(line)`: when each of its words starts
 * @param goesOn whether a line that was rewritten goes on where it was; else it begins again
 * @returns a function from a time of the one to the time of the other
 */
export function carrier(before, after, goesOn) {
  const lineOf = matcher(before.texts, after.texts);
  return (ms) => {
    const from = lastStarted(before.lines.map(({ startMs }) => startMs), ms);
    if (from < 0) return Math.min(ms, after.lines[0].startMs);
    const { line, same } = lineOf(from);
    if (!same && !goesOn) return after.lines[line].startMs;
    const rest = ms - before.lines[from].endMs;
    if (rest >= 0) return Math.min(after.lines[line].endMs + rest, after.lines[line + 1]?.startMs ?? Infinity);
    return inLine(before.starts(from), after.starts(line), after.lines[line].endMs, ms);
  };
}

/** Whether what was there is the beginning of what is there now, to the millisecond. */
export function isContinued(before, after) {
  const same = (i) => before.texts[i] === after.texts[i] && ["startMs", "endMs"].every((at) => before.lines[i][at] === after.lines[i][at]);
  return before.lines.length <= after.lines.length && before.lines.every((_, i) => same(i));
}

function inLine(from, to, endMs, ms) {
  const word = Math.max(0, lastStarted(from, ms));
  const now = Math.min(word, to.length - 1);
  return Math.min(to[now] + ms - from[word], (to[now + 1] ?? endMs) - 1);
}

/** Which line is which: those before and those after what changed, and between them by their words. */
function matcher(before, after) {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const until = after.length - last;
  return (line) => {
    if (line < first) return { line, same: true };
    if (line >= before.length - last) return { line: line + after.length - before.length, same: true };
    let best = -1;
    for (let i = first; i < until; i += 1) {
      if (after[i] === before[line] && (best < 0 || Math.abs(i - line) < Math.abs(best - line))) best = i;
    }
    if (best >= 0) return { line: best, same: true };
    return { line: Math.max(0, Math.min(line, Math.max(until, first + 1) - 1, after.length - 1)), same: false };
  };
}
