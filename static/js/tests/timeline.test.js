import assert from "node:assert/strict";
import test from "node:test";
import { GRACE_MS, Timeline } from "../timeline.js";

/** Four turns of two people; the second has two paragraphs. Each line lasts 2.8 s of every 3. */
const places = [[0, 0], [0, 0], [1, 1], [1, 1], [2, 1], [3, 2], [4, 3]];
const lines = places.map(([paragraph, turn], i) => ({ paragraph, turn, startMs: 3000 * i + 500, endMs: 3000 * i + 3300 }));
const turns = ["a", "b", "a", "b"].map((speaker, turn) => {
  const own = lines.filter((line) => line.turn === turn);
  return { speaker, startMs: own[0].startMs, endMs: own.at(-1).endMs };
});
const timeline = new Timeline({ lines, turns, durationMs: 22_000 });

test("a step onward leads to the next line, paragraph, turn, or turn of whoever speaks", () => {
  assert.equal(timeline.step("line", 1, 500), 3500);
  assert.equal(timeline.step("paragraph", 1, 500), 6500);
  assert.equal(timeline.step("paragraph", 1, 6500), 12_500);
  assert.equal(timeline.step("turn", 1, 6500), 15_500);
  assert.equal(timeline.step("speaker", 1, 500), 15_500);
  assert.equal(timeline.step("speaker", 1, 7000), 18_500);
});

test("before the first word a step onward leads to it, after the last there is none", () => {
  assert.equal(timeline.step("line", 1, 0), 500);
  for (const unit of ["line", "paragraph", "turn", "speaker"]) assert.equal(timeline.step(unit, 1, 20_000), null);
});

test("a step back leads to the start, and right after the start to the one before", () => {
  assert.equal(timeline.step("line", -1, 3500 + GRACE_MS + 1), 3500);
  assert.equal(timeline.step("line", -1, 3500 + GRACE_MS), 500);
  assert.equal(timeline.step("turn", -1, 6600), 500);
  assert.equal(timeline.step("speaker", -1, 15_600), 500);
  assert.equal(timeline.step("line", -1, 100), 0);
});

test("steps onward from the start visit everything once, steps back return", () => {
  const visited = [];
  for (let ms = 0; ms !== null; ms = timeline.step("line", 1, ms)) visited.push(ms);
  assert.deepEqual(visited.slice(1), lines.map(({ startMs }) => startMs));
  let ms = visited.at(-1);
  while (visited.length > 1) {
    assert.equal(ms, visited.pop());
    ms = timeline.step("line", -1, ms);
  }
});

test("what is played by itself has a little rest after it, and nothing of what follows", () => {
  assert.deepEqual(timeline.spanOf("line", 4000), { fromMs: 3500, toMs: 6500 });
  assert.deepEqual(timeline.spanOf("turn", 21_500), { fromMs: 18_500, toMs: 21_500 });
  assert.deepEqual(timeline.spanOf("line", 0), { fromMs: 500, toMs: 3500 });
});
