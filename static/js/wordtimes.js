// The words of a line, as the page carries them: four whole numbers a word. Pure.

import { held } from "./spans.js";

/**
 * The words of a line.
 * @param packed for each word: characters between the word before and it, its own characters, ms from the end of
 *   the word before to its start, ms that it lasts; `player/web/packing.py` writes them
 * @param startMs when the line starts
 * @returns `from`, `to`: characters in the line; `spans`: when each is lit
 */
export function unpackWords(packed, startMs) {
  const numbers = packed.split(" ").map(Number);
  const from = [], to = [], starts = [], ends = [];
  let character = 0;
  let ms = startMs;
  for (let i = 0; i < numbers.length; i += 4) {
    from.push((character += numbers[i]));
    to.push((character += numbers[i + 1]));
    starts.push((ms += numbers[i + 2]));
    ends.push((ms += numbers[i + 3]));
  }
  return { from, to, spans: held(starts, ends, starts.map(() => 0)) };
}

/** The index of the word that a character belongs to: its own, or the nearest before it. */
export function wordOf({ from }, character) {
  const index = from.findLastIndex((start) => start <= character);
  return Math.max(0, index);
}
