import assert from "node:assert/strict";
import test from "node:test";
import { Spans, held, lastStarted } from "../spans.js";

test("the last started is found as a plain search finds it", () => {
  const starts = Array.from({ length: 500 }, (_, i) => i * 37 + (i % 5));
  for (let ms = -10; ms < 500 * 37 + 50; ms += 3) {
    assert.equal(lastStarted(starts, ms), starts.findLastIndex((start) => start <= ms));
  }
});

test("nothing has started in an empty text", () => {
  assert.equal(lastStarted([], 5), -1);
  assert.equal(new Spans([], []).at(5), -1);
  assert.equal(new Spans([], []).nextChange(5), Infinity);
});

test("a span holds its first millisecond and not its last", () => {
  const spans = new Spans([100, 300], [200, 400]);
  assert.deepEqual([99, 100, 199.9, 200, 300, 399, 400].map((ms) => spans.at(ms)), [-1, 0, 0, -1, 1, 1, -1]);
});

test("the next change is the first moment at which the answer differs", () => {
  const spans = new Spans([100, 300, 400], [200, 400, 450]);
  for (let ms = 0; ms < 500; ms += 1) {
    const next = spans.nextChange(ms);
    assert.ok(next > ms);
    for (let at = ms; at < Math.min(next, 500); at += 1) assert.equal(spans.at(at), spans.at(ms));
    if (next < Infinity) assert.notEqual(spans.at(next), spans.at(ms));
  }
});

test("a word stays lit over a breath in its line, and goes out at the end of the line", () => {
  const words = held([0, 500, 2000], [400, 900, 2300], ["a", "a", "b"]);
  assert.deepEqual([450, 899, 900, 1500, 2000, 2300].map((ms) => words.at(ms)), [0, 1, -1, -1, 2, -1]);
});

test("a line stays lit until the next, the last one until it ends", () => {
  const lines = held([0, 1000], [800, 1500], ["text", "text"]);
  assert.deepEqual([799, 900, 1000, 1499, 1500].map((ms) => lines.at(ms)), [0, 0, 1, 1, -1]);
});
