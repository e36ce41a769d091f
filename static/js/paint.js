// Marks words of the text without touching it where the browser can, else by elements around just those words.

/** The painter for a text; `set(name, words)` marks these words and no others, each `{line, first, last}`. */
export function createPainter(text) {
  return CSS.highlights ? new RangePainter(text) : new ElementPainter(text);
}

/** By the CSS Custom Highlight API: no element changes, nothing is laid out anew. */
class RangePainter {
  constructor(text) {
    this.text = text;
    this.names = new Set();
  }

  set(name, words) {
    let highlight = CSS.highlights.get(name);
    if (!highlight) CSS.highlights.set(name, (highlight = new Highlight()));
    this.names.add(name);
    highlight.clear();
    for (const { line, first, last } of words) highlight.add(this.text.range(line, first, last));
    // The word being spoken shows through everything else.
    highlight.priority = name === "word" ? 1 : 0;
  }

  destroy() {
    for (const name of this.names) CSS.highlights.delete(name);
  }
}

/** By classes on elements that are put around the words of a line when one of them is first marked. */
class ElementPainter {
  constructor(text) {
    this.text = text;
    this.wrapped = new Map();
    this.marked = new Map();
  }

  set(name, words) {
    for (const element of this.marked.get(name) ?? []) element.classList.remove(name);
    const elements = words.flatMap(({ line, first, last }) => this.#wordsOf(line).slice(first, last + 1));
    for (const element of elements) element.classList.add(name);
    this.marked.set(name, elements);
  }

  destroy() {}

  #wordsOf(line) {
    if (!this.wrapped.has(line)) this.wrapped.set(line, this.#wrap(line));
    return this.wrapped.get(line);
  }

  #wrap(line) {
    return this.text.words(line).from.map((_, word) => {
      const range = this.text.range(line, word);
      const element = document.createElement("span");
      element.append(range.extractContents());
      range.insertNode(element);
      return element;
    });
  }
}
