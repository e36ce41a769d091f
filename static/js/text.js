// The text of an episode in the page: its lines, and any word of them as a range of characters.

import { unpackWords, wordOf } from "./wordtimes.js";

export class Text {
  constructor(root) {
    this.root = root;
    this.lines = [...root.querySelectorAll("[data-line]")];
    this.indices = new Map(this.lines.map((line, index) => [line, index]));
    this.unpacked = new Map();
  }

  /** The words of a line: `from`, `to`, `spans`; unpacked when they are first wanted. */
  words(line) {
    if (!this.unpacked.has(line)) {
      const { words, startMs } = this.lines[line].dataset;
      this.unpacked.set(line, unpackWords(words, Number(startMs)));
    }
    return this.unpacked.get(line);
  }

  /** The words of a line as texts. */
  texts(line) {
    const { from, to } = this.words(line);
    const text = this.lines[line].textContent;
    return from.map((start, i) => text.slice(start, to[i]));
  }

  startMs(line, word) {
    return this.words(line).spans.starts[word];
  }

  /** Where words stand in the page, from one to another of a line. */
  range(line, first, last = first) {
    const { from, to } = this.words(line);
    const range = document.createRange();
    range.setStart(...placeOf(this.lines[line], from[first], false));
    range.setEnd(...placeOf(this.lines[line], to[last], true));
    return range;
  }

  /** The word at a point of the window: `{line, word}`; null where there is none. */
  at(x, y) {
    const spot = caretAt(x, y);
    const element = spot?.node.parentElement?.closest("[data-line]");
    const line = this.indices.get(element);
    if (line === undefined) return null;
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(spot.node, spot.offset);
    const word = wordOf(this.words(line), before.toString().length);
    return [word, word + 1].map((one) => ({ line, word: one })).find((one) => this.#covers(one, x, y)) ?? { line, word };
  }

  /** A caret may stand at the border of two words: the one under the finger is meant. */
  #covers({ line, word }, x, y) {
    if (word >= this.words(line).from.length) return false;
    const boxes = [...this.range(line, word).getClientRects()];
    return boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  }
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** The text node and the offset in it of a character of an element; at a border between nodes the earlier if `end`. */
function placeOf(element, character, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = character;
  let node = walker.nextNode();
  while (node.length < left || (node.length === left && !end)) {
    left -= node.length;
    node = walker.nextNode();
  }
  return [node, left];
}
