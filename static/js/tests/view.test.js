import assert from "node:assert/strict";
import test from "node:test";
import { distance, side } from "../view.js";

const free = { top: 0, bottom: 600 };
const box = (top, height = 40) => ({ top, bottom: top + height });

test("a line in the upper third is left where it is", () => {
  for (const top of [30, 100, 200]) assert.equal(distance(box(top), box(top), free), 0);
});

test("a line below or above comes into the upper third", () => {
  for (const top of [-5000, -50, 10, 250, 580, 9000]) {
    const moved = top - distance(box(top), box(top), free);
    assert.ok(moved > 0 && moved < 200, `${top} went to ${moved}`);
  }
});

test("once it stands there it does not move again", () => {
  const top = 450 - distance(box(450), box(450), free);
  assert.equal(distance(box(top), box(top), free), 0);
});

test("a line longer than the window is followed by its word", () => {
  const line = { top: 100, bottom: 1500 };
  assert.equal(distance(line, box(300), free), 0);
  const pixels = distance(line, box(560), free);
  assert.ok(pixels > 0);
  const moved = { top: line.top - pixels, bottom: line.bottom - pixels };
  assert.equal(distance(moved, box(560 - pixels), free), 0);
});

test("a breath between words needs no word", () => {
  assert.equal(distance(box(100), null, free), 0);
});

test("a box is in sight while any of it is, else it is up or down", () => {
  assert.equal(side(box(-39), free), null);
  assert.equal(side(box(-40), free), "up");
  assert.equal(side(box(599), free), null);
  assert.equal(side(box(600), free), "down");
});
