// Links to a moment: #t=754.2 starts there, #t=754.2,761 plays just that, &s=… says which sentence it was, and with
// &go the sound begins there at once and goes on. Pure. `player/web/moments.py` writes such links too.

import { bare } from "./bare.js";

/** So many letters of a sentence tell it from nearly all others. */
const LETTERS = 36;

/** What a link asks for: `{fromMs, toMs, sentence, goesOn}`; null where it does not say, and for other links. */
export function readMoment(hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const match = /^(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?$/.exec(asked.get("t") ?? "");
  if (!match) return null;
  const [fromMs, toMs] = match.slice(1).map((seconds) => (seconds ? Math.round(Number(seconds) * 1000) : null));
  return { fromMs, toMs: toMs > fromMs ? toMs : null, sentence: asked.get("s"), goesOn: asked.has("go") };
}

/** The link to a sentence, without the page's address. */
export function momentOf({ fromMs, toMs }, text) {
  const sentence = encodeURIComponent(begin(text).replaceAll(" ", "-"));
  return `#t=${fromMs / 1000},${toMs / 1000}&s=${sentence}`;
}

/**
 * The index of the sentence that a link was made for, though the episode was narrated anew; -1 where it is gone.
 * @param lines their texts
 * @param starts when each starts, in ms; of several that begin alike the nearest to `fromMs` is meant
 */
export function findSentence(sentence, lines, starts, fromMs) {
  const wanted = sentence.replaceAll("-", " ");
  let best = -1;
  lines.forEach((text, i) => {
    const nearer = best < 0 || Math.abs(starts[i] - fromMs) < Math.abs(starts[best] - fromMs);
    if (nearer && begin(text) === wanted) best = i;
  });
  return best;
}

function begin(text) {
  return bare(text).slice(0, LETTERS).trim();
}
