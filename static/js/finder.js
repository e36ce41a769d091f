// Finds words in the lines of an episode. Pure.

import { bare } from "./bare.js";

/** ו/ה/ב/כ/ל/מ/ש may stand before a word, several of them too: ושבבית is found by בית. */
const PREFIXES = "[והבכלמש]{0,4}";

/** A line prepared for finding: its bare letters, and which word each bare word stands in. */
export function prepare(words) {
  const owners = [];
  const parts = words.map((word, index) => {
    const letters = bare(word);
    if (letters) letters.split(" ").forEach(() => owners.push(index));
    return letters;
  });
  return { letters: parts.filter(Boolean).join(" "), owners };
}

/** What to seek for a query: whole words in a row, the last of which may be its beginning; null for too little. */
export function pattern(query) {
  const words = bare(query);
  if (words.length < 2 && !/\d/.test(words)) return null;
  const each = words.split(" ").map((word) => PREFIXES + word);
  return new RegExp(`(?<=^| )${each.join(" ")}`, "g");
}

/** The hits in a prepared line: `{first, last}`, indices of words. */
export function hitsIn({ letters, owners }, sought) {
  return Array.from(letters.matchAll(sought), ({ index, 0: found }) => ({
    first: owners[spacesIn(letters.slice(0, index))],
    last: owners[spacesIn(letters.slice(0, index + found.length))],
  }));
}

function spacesIn(text) {
  return text.split(" ").length - 1;
}
