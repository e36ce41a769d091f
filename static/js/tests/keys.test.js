import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, actionOf, capsOf, scrolls } from "../keys.js";

const key = (code, more = {}) => ({ code, key: "", ...more });

test("left is onward, as the page reads, and right where it reads from left to right", () => {
  assert.equal(actionOf(key("ArrowLeft"), "page"), "forward");
  assert.equal(actionOf(key("ArrowRight"), "page"), "back");
  assert.equal(actionOf(key("ArrowLeft"), "seek"), "forward");
  assert.equal(actionOf(key("ArrowLeft"), "page", "ltr"), "back");
  assert.equal(actionOf(key("ArrowRight", { shiftKey: true }), "page", "ltr"), "next-line");
});

test("every key of the table does what the table says", () => {
  for (const [keys, action] of Object.entries(KEYS)) {
    const [code, ...held] = keys.split("+").reverse();
    const arrow = { Onward: "ArrowLeft", Backward: "ArrowRight" }[code] ?? code;
    assert.equal(actionOf(key(arrow, { shiftKey: held.includes("Shift") }), "page"), action, keys);
  }
});

test("no two keys do the same, and each is shown by its caps", () => {
  assert.equal(new Set(Object.values(KEYS)).size, Object.keys(KEYS).length);
  const shown = Object.keys(KEYS).map((keys) => capsOf(keys, "rtl", "Space").join(" "));
  assert.equal(new Set(shown).size, shown.length);
  assert.ok(shown.every((caps) => !/Key|Onward|Backward|Arrow/.test(caps)), shown.join());
  assert.deepEqual(capsOf("Shift+Onward", "rtl", ""), ["Shift", "←"]);
  assert.deepEqual(capsOf("Shift+Onward", "ltr", ""), ["Shift", "→"]);
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

test("on a word the arrows walk and Enter plays, in the text's own direction", () => {
  for (const direction of ["rtl", "ltr"]) {
    assert.equal(actionOf(key("ArrowLeft"), "word", direction), "word:next-word");
    assert.equal(actionOf(key("ArrowUp"), "word", direction), "word:previous-line");
    assert.equal(actionOf(key("Enter"), "word", direction), "word:play-word");
  }
  assert.equal(actionOf(key("KeyM"), "word"), "mute");
});

test("letters are known by their place, whatever the layout writes there", () => {
  assert.equal(actionOf(key("KeyM", { key: "צ" }), "page"), "mute");
  assert.equal(actionOf(key("Minus", { key: "?" }), "page"), "help");
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
  assert.ok(!scrolls(key("ArrowDown", { shiftKey: true }), "page"));
  assert.ok(!scrolls(key("ArrowDown"), "seek"));
  assert.ok(!scrolls(key("End"), "field"));
});
