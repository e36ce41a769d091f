// A click on a word, or Enter on it, plays from there.

export class Words {
  /**
   * @param play called with the start of the word that was chosen, in seconds
   * @param walked called when the keys moved from word to word
   */
  constructor(text, { play, walked, highlight, signal }) {
    Object.assign(this, { play, walked, highlight });
    this.words = highlight.words.elements;
    text.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => event.key === "Tab" && this.#tabbed(), { signal });
    this.#offer(this.words[0]);
  }

  /** Do what a key asks of the word that has the focus. */
  act(action) {
    const word = document.activeElement;
    if (action === "play-word") this.#playFrom(word);
    else this.#walk(word, action);
  }

  /** Tab reaches one word: the one being spoken when it is pressed. */
  #tabbed() {
    if (document.activeElement !== this.offered) this.#offer(this.highlight.word);
  }

  #clicked(event) {
    const word = event.target.closest("[data-word]");
    if (!word || !getSelection().isCollapsed) return;
    this.#playFrom(word);
    // The arrows stay with the player for those who use a mouse.
    if (event.detail) word.blur();
  }

  #playFrom(word) {
    this.play(Number(word.dataset.startMs) / 1000);
  }

  #walk(word, action) {
    const target = this.#neighbour(word, action);
    if (!target) return;
    this.#offer(target);
    target.focus();
    this.walked();
  }

  #neighbour(word, action) {
    const step = action.startsWith("next") ? 1 : -1;
    if (action.endsWith("word")) return this.words[this.words.indexOf(word) + step];
    const lines = this.highlight.lines.elements;
    return lines[lines.indexOf(word.parentElement) + step]?.querySelector("[data-word]");
  }

  #offer(word) {
    if (!word || word === this.offered) return;
    this.offered?.removeAttribute("tabindex");
    this.offered?.removeAttribute("role");
    word.tabIndex = 0;
    word.setAttribute("role", "button");
    this.offered = word;
  }
}
