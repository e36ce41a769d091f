import assert from "node:assert/strict";
import test from "node:test";
import { unpackWords, wordOf } from "../wordtimes.js";

// "שלום, לך" with two spaces; the second word starts 40 ms after the first ends.
const words = unpackWords("0 5 0 300 2 2 40 200", 1000);

test("words come back with their characters and times", () => {
  assert.deepEqual([words.from, words.to], [[0, 7], [5, 9]]);
  assert.deepEqual(words.spans.starts, [1000, 1340]);
});

test("a word is lit until the next of its line, the last until it ends", () => {
  assert.deepEqual([999, 1000, 1339, 1340, 1539, 1540].map((ms) => words.spans.at(ms)), [-1, 0, 0, 1, 1, -1]);
});

test("a character belongs to the word before or at it", () => {
  assert.deepEqual([0, 4, 5, 6, 7, 9].map((at) => wordOf(words, at)), [0, 0, 0, 0, 1, 1]);
});
