import assert from "node:assert/strict";
import test from "node:test";
import { findSentence, momentOf, readMoment } from "../moment.js";

test("a link to a time is read, any other is left", () => {
  assert.deepEqual(readMoment("#t=12.5"), { fromMs: 12_500, toMs: null, sentence: null, goesOn: false });
  assert.deepEqual(readMoment("#t=754.2,761"), { fromMs: 754_200, toMs: 761_000, sentence: null, goesOn: false });
  assert.equal(readMoment("#t=0").fromMs, 0);
  assert.equal(readMoment("#t=12.5&go").goesOn, true);
  for (const other of ["", "#", "#t=", "#t=-3", "#t=abc", "#text", "#t=1;2", "#t=,5"]) assert.equal(readMoment(other), null);
});

test("a passage that ends before it starts is only a start", () => {
  assert.deepEqual(readMoment("#t=9,3"), { fromMs: 9000, toMs: null, sentence: null, goesOn: false });
});

const lines = ["שלום לכולם.", "ד\"ר כהן, מה שלומך?", "אף אחד.", "שלום לכולם."];
const starts = [0, 2000, 4000, 6000];

test("the link to a sentence finds it again, wherever it has gone", () => {
  for (const [i, text] of lines.entries()) {
    const link = momentOf({ fromMs: starts[i], toMs: starts[i] + 1500 }, text);
    assert.doesNotMatch(link, /["\s]/);
    const { fromMs, toMs, sentence } = readMoment(link);
    assert.deepEqual([fromMs, toMs], [starts[i], starts[i] + 1500]);
    assert.equal(findSentence(sentence, lines, starts, fromMs), i);
    assert.equal(findSentence(sentence, ["חדש", ...lines], [0, ...starts.map((ms) => ms + 700)], fromMs), i + 1);
  }
});

test("a sentence that is gone is not found", () => {
  const { sentence } = readMoment(momentOf({ fromMs: 0, toMs: 1 }, "היה ואיננו"));
  assert.equal(findSentence(sentence, lines, starts, 0), -1);
});
