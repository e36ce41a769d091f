// Lights the line and the word that are being spoken, and touches nothing else.

import { held } from "./spans.js";

export class Highlight {
  constructor(root) {
    this.lines = new Lit([...root.querySelectorAll("[data-line]")], () => "text");
    this.words = new Lit([...root.querySelectorAll("[data-word]")], (word) => word.parentElement);
  }

  /** Light what is spoken at `ms`; true where that changed the page. */
  show(ms) {
    const line = this.lines.show(ms);
    const word = this.words.show(ms);
    return line || word;
  }

  nextChange(ms) {
    return Math.min(this.lines.spans.nextChange(ms), this.words.spans.nextChange(ms));
  }

  get line() {
    return this.lines.current;
  }

  get word() {
    return this.words.current;
  }
}

class Lit {
  constructor(elements, groupOf) {
    this.elements = elements;
    this.spans = held(
      elements.map((element) => Number(element.dataset.startMs)),
      elements.map((element) => Number(element.dataset.endMs)),
      elements.map(groupOf),
    );
    this.index = -1;
  }

  get current() {
    return this.elements[this.index] ?? null;
  }

  show(ms) {
    const index = this.spans.at(ms);
    if (index === this.index) return false;
    this.current?.classList.remove("current");
    this.index = index;
    this.current?.classList.add("current");
    return true;
  }
}
