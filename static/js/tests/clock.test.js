import assert from "node:assert/strict";
import test from "node:test";
import { clock, milliseconds } from "../clock.js";

test("a clock shows hours only when there are any", () => {
  assert.deepEqual([0, 9.99, 754.2, 3754.2, 36000].map(clock), ["0:00", "0:09", "12:34", "1:02:34", "10:00:00"]);
});

test("a clock never runs below zero", () => {
  assert.equal(clock(-0.2), "0:00");
});

test("every whole millisecond survives the way through seconds", () => {
  for (let ms = 0; ms < 20_000_000; ms += 997) assert.equal(milliseconds(ms / 1000), ms);
});
