// A click or a tap on a word plays from there; the word under the mouse shows that it can.

export class Pointer {
  /** @param play called with the start of the word that was chosen, in ms, and which it is, `{line, word}` */
  constructor(text, { painter, play, signal }) {
    Object.assign(this, { text, painter, play });
    const on = (event, does) => text.root.addEventListener(event, does, { signal });
    on("click", (event) => this.clicked(event));
    on("pointermove", (event) => event.pointerType === "mouse" && this.#hovered(event));
    on("pointerleave", () => painter.set("hover", []));
  }

  /** Play the word that was clicked; where the page has moved since, its line. */
  clicked(event) {
    if (!event.target.closest("[data-line]") || !getSelection().isCollapsed) return;
    const line = this.text.indices.get(event.target.closest("[data-line]"));
    const word = this.text.at(event.clientX, event.clientY);
    const found = word?.line === line ? word : { line, word: 0 };
    this.play(this.text.startMs(found.line, found.word), found);
  }

  #hovered({ target, clientX, clientY }) {
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame(() => {
      const found = target.closest("[data-line]") && this.text.at(clientX, clientY);
      this.painter.set("hover", found ? [{ line: found.line, first: found.word, last: found.word }] : []);
    });
  }
}
