// The text of an episode in the page: its lines, and any word of them as a range of characters.

import { unpackWords, wordOf } from "./wordtimes.js";

export class Text {
  constructor(root) {
    this.root = root;
    this.#read();
  }

  #read() {
    this.lines = [...this.root.querySelectorAll("[data-line]")];
    this.indices = new Map(this.lines.map((line, index) => [line, index]));
    this.unpacked = new Map();
  }

  /** Read the page again, whose lines are others now; gives the way from an old index to the new, -1 where it is gone. */
  renew() {
    const { lines } = this;
    this.#read();
    return (line) => this.indices.get(lines[line]) ?? -1;
  }

  /** What places are found by, also when the page has changed meanwhile. */
  remember({ lines }) {
    const packed = this.lines.map(({ dataset }) => dataset.words);
    const texts = this.lines.map(({ textContent }) => textContent);
    return { texts, lines, starts: (line) => unpackWords(packed[line], lines[line].startMs).spans.starts };
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
