// Spans of time that never overlap, found by binary search. Times are whole milliseconds.

/** The index of the last of the rising `starts` that is at or before `ms`; -1 before the first. */
export function lastStarted(starts, ms) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export class Spans {
  /** `starts` rise; `untils[i]` lies after `starts[i]` and not after `starts[i + 1]`. */
  constructor(starts, untils) {
    this.starts = starts;
    this.untils = untils;
  }

  /** The index of the span that holds `ms`; -1 where there is none. */
  at(ms) {
    const index = lastStarted(this.starts, ms);
    return index >= 0 && ms < this.untils[index] ? index : -1;
  }

  /** The first moment after `ms` at which `at` answers something else; Infinity where there is none. */
  nextChange(ms) {
    const index = lastStarted(this.starts, ms);
    if (index >= 0 && ms < this.untils[index]) return this.untils[index];
    return this.starts[index + 1] ?? Infinity;
  }
}

/**
 * Spans that last until the next one of their group starts, so that a breath between two words of a line
 * leaves nothing dark; the last of a group ends when it ends.
 */
export function held(starts, ends, groups) {
  const untils = starts.map((_, i) => (groups[i + 1] === groups[i] ? starts[i + 1] : ends[i]));
  return new Spans(starts, untils);
}
