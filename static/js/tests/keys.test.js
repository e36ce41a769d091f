import assert from "node:assert/strict";
import test from "node:test";
import { actionOf, scrolls } from "../keys.js";

const key = (code, more = {}) => ({ code, key: "", ...more });

test("left is onward, as the page reads", () => {
  assert.equal(actionOf(key("ArrowLeft"), "page"), "forward");
  assert.equal(actionOf(key("ArrowRight"), "page"), "back");
  assert.equal(actionOf(key("ArrowLeft"), "seek"), "forward");
});

test("a button keeps the keys that press it, and no others", () => {
  assert.equal(actionOf(key("Space"), "button"), null);
  assert.equal(actionOf(key("ArrowLeft"), "button"), "forward");
  assert.equal(actionOf(key("Space"), "page"), "toggle");
  assert.equal(actionOf(key("Space"), "link"), "toggle");
  assert.equal(actionOf(key("Enter"), "link"), null);
});

test("a field keeps all its keys", () => {
  for (const code of ["Space", "ArrowLeft", "KeyM"]) assert.equal(actionOf(key(code), "field"), null);
});

test("on a word the arrows walk and Enter plays", () => {
  assert.equal(actionOf(key("ArrowLeft"), "word"), "next-word");
  assert.equal(actionOf(key("ArrowUp"), "word"), "previous-line");
  assert.equal(actionOf(key("Enter"), "word"), "play-word");
  assert.equal(actionOf(key("KeyM"), "word"), "mute");
});

test("letters are known by their place, whatever the layout writes there", () => {
  assert.equal(actionOf(key("KeyM", { key: "צ" }), "page"), "mute");
});

test("the browser's and the system's own shortcuts are left alone", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(actionOf(key("ArrowLeft", { [held]: true }), "page"), null);
  }
});

test("a key scrolls the page only where nothing else wants it", () => {
  assert.ok(scrolls(key("PageDown"), "page"));
  assert.ok(scrolls(key("ArrowDown"), "button"));
  assert.ok(!scrolls(key("ArrowLeft"), "page"));
  assert.ok(!scrolls(key("ArrowDown"), "seek"));
  assert.ok(!scrolls(key("End"), "field"));
});
