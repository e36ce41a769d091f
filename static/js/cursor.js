// The keyboard's way through the words: a button that lies over one of them and walks from word to word.

import { say } from "./wording.js";

export class Cursor {
  /**
   * @param spoken gives the word that is spoken now, `{line, word}`, or null
   * @param play called with the start of the word that was chosen, in ms
   * @param walked called when the keys moved on
   */
  constructor(text, { spoken, play, walked, signal }) {
    Object.assign(this, { text, spoken, play, walked, at: { line: 0, word: 0 } });
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "cursor" });
    this.button.dataset.cursor = "";
    this.#name();
    text.root.prepend(this.button);
    text.root.addEventListener("focusin", (event) => event.target === this.button && this.#place(), { signal });
    text.root.addEventListener("click", (event) => event.target === this.button && this.act("play-word"), { signal });
    document.addEventListener("keydown", (event) => event.key === "Tab" && this.#tabbed(), { signal });
    window.addEventListener("resize", () => this.#place(), { signal });
    signal.addEventListener("abort", () => this.button.remove());
  }

  /** Do what a key asks: "next-word", "previous-word", "next-line", "previous-line" or "play-word". */
  act(action) {
    if (action === "play-word") return this.play(this.text.startMs(this.at.line, this.at.word));
    const target = this.#neighbour(action);
    if (!target) return;
    this.at = target;
    this.#say();
    this.walked();
  }

  /** The lines are others now; `moved` tells where one is. */
  renew(moved) {
    const line = moved(this.at.line);
    if (line < 0) this.at = { line: 0, word: 0 };
    else this.at = { line, word: Math.min(this.at.word, this.text.words(line).from.length - 1) };
  }

  /** Tab reaches the word being spoken when it is pressed. */
  #tabbed() {
    if (document.activeElement === this.button) return;
    this.at = this.spoken() ?? this.at;
    this.#name();
  }

  #neighbour(action) {
    const step = action.startsWith("next") ? 1 : -1;
    const { line, word } = this.at;
    const last = this.text.words(line).from.length - 1;
    if (action.endsWith("word") && word + step >= 0 && word + step <= last) return { line, word: word + step };
    if (!this.text.lines[line + step]) return null;
    const atEnd = action === "previous-word";
    return { line: line + step, word: atEnd ? this.text.words(line + step).from.length - 1 : 0 };
  }

  /** A new button takes the focus, so that a screen reader says the new word. */
  #say() {
    const old = this.button;
    this.button = old.cloneNode();
    this.#name();
    old.after(this.button);
    this.button.focus({ preventScroll: true });
    old.remove();
    this.button.scrollIntoView({ block: "nearest" });
  }

  #name() {
    this.button.setAttribute("aria-label", say("player.word", { word: this.text.texts(this.at.line)[this.at.word] }));
  }

  #place() {
    if (document.activeElement !== this.button) return;
    const word = this.text.range(this.at.line, this.at.word).getBoundingClientRect();
    const origin = this.text.root.getBoundingClientRect();
    Object.assign(this.button.style, {
      insetBlockStart: `${word.top - origin.top}px`,
      insetInlineStart: `${origin.right - word.right}px`,
      inlineSize: `${word.width}px`,
      blockSize: `${word.height}px`,
    });
  }
}
