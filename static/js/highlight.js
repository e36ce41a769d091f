// Lights the line and the word that are being spoken, and touches nothing else.

import { held } from "./spans.js";

const NONE = { line: -1, word: -1 };

export class Highlight {
  constructor(text, timeline, painter) {
    Object.assign(this, { text, painter, at: NONE });
    this.#read(timeline);
    painter.set("word", []);
  }

  #read({ lines, starts }) {
    const ends = lines.map(({ endMs }) => endMs);
    this.lines = held(starts.line, ends, ends.map(() => 0));
  }

  /** Go by another clock; `moved` tells where a line is now. What is lit is lit anew at the next `show`. */
  renew(timeline, moved) {
    this.#read(timeline);
    this.at = { line: this.at.line < 0 ? -1 : moved(this.at.line), word: -1 };
  }

  /** Light what is spoken at `ms`; true where that is another line or word than before. */
  show(ms) {
    const line = this.lines.at(ms);
    const word = line < 0 ? -1 : this.text.words(line).spans.at(ms);
    const { at } = this;
    if (line === at.line && word === at.word) return false;
    this.at = { line, word };
    if (line !== at.line) this.#moveLine(at.line, line);
    this.painter.set("word", word < 0 ? [] : [{ line, first: word, last: word }]);
    return true;
  }

  /** The first moment after `ms` at which something else is to be lit. */
  nextChange(ms) {
    const line = this.lines.at(ms);
    const next = this.lines.nextChange(ms);
    return line < 0 ? next : Math.min(next, this.text.words(line).spans.nextChange(ms));
  }

  /** The element of the line that is lit, or null. */
  get line() {
    return this.text.lines[this.at.line] ?? null;
  }

  /** The range of the word that is lit, or null. */
  get word() {
    return this.at.word < 0 ? null : this.text.range(this.at.line, this.at.word);
  }

  putOut() {
    this.#moveLine(this.at.line, -1);
    this.painter.set("word", []);
    this.at = NONE;
  }

  #moveLine(from, to) {
    this.text.lines[from]?.classList.remove("current");
    this.text.lines[to]?.classList.add("current");
  }
}
