// Mending in the reader: while the mode is on, a word that is picked opens its paragraph in a panel beside the
// text. The panel is the server's; here is only what opens it, and its keys.

import { keepLiking, readLiking } from "./memory.js";

export class Mend {
  /** @param reader gives the text that is on the page, or null */
  constructor({ player, reader }) {
    Object.assign(this, { player, reader, picked: null });
    document.addEventListener("karyan:renewed", () => this.#show());
    document.addEventListener("karyan:word", (event) => this.#chosen(event));
    document.addEventListener("click", ({ target }) => this.#clicked(target));
    document.addEventListener("keydown", (event) => this.on && this.#pressed(event), { capture: true });
    document.addEventListener("play", ({ target }) => target.matches("[data-mend-heard]") && player.pause(), { capture: true });
  }

  /** Where the panel goes; null on a page without one, or for whoever may not edit. */
  get panel() {
    return document.querySelector("#mend");
  }

  get on() {
    return Boolean(this.panel) && readLiking().mending;
  }

  /** A page came, or part of one was changed: show the mode, and whatever was picked. */
  live() {
    this.#show();
    this.#focusAsked();
    if (this.on && this.picked && !this.panel.childElementCount) this.#load();
  }

  toggle() {
    if (!this.panel) return;
    keepLiking({ mending: !this.on });
    if (this.on) return this.here();
    this.picked = null;
    this.panel.replaceChildren();
    this.#show();
  }

  /** Open the sentence being spoken, or the first. */
  here() {
    if (!this.panel) return;
    keepLiking({ mending: true });
    const reader = this.reader();
    const line = Math.max(0, reader.isHeard ? reader.episode.timeline.lineAt(this.player.ms) : 0);
    this.pick(reader.text.lines[line]);
  }

  /** Open a line's paragraph, or a word of it by its index in the line. */
  pick(line, word = null) {
    const paragraph = line.closest("[data-key]");
    const lines = [...paragraph.querySelectorAll("[data-line]")];
    const { text } = this.reader();
    const before = lines.slice(0, lines.indexOf(line)).reduce((sum, one) => sum + text.words(text.indices.get(one)).from.length, 0);
    this.#open(paragraph.dataset.key, before + (word ?? 0), word === null);
  }

  #open(key, word = null, wholeLine = false) {
    this.picked = { key, word, wholeLine };
    this.#load();
  }

  #load() {
    const { key, word, wholeLine } = this.picked;
    const asked = word === null ? "" : `?${wholeLine ? "at" : "word"}=${word}`;
    const { panel } = this;
    window.htmx.ajax("GET", `${panel.dataset.mend}/${key}${asked}`, { target: panel, source: panel, swap: "innerHTML" });
    // The sheet of a phone may lie over it.
    this.#show()?.scrollIntoView({ block: "nearest" });
  }

  #show() {
    const { on } = this;
    document.documentElement.toggleAttribute("data-mending", on);
    document.querySelector('[data-act="mend"][aria-pressed]')?.setAttribute("aria-pressed", on);
    if (this.panel) this.panel.hidden = !on;
    for (const one of document.querySelectorAll("[data-picked]")) one.removeAttribute("data-picked");
    const shown = on && this.picked ? document.querySelector(`[data-key="${CSS.escape(this.picked.key)}"]`) : null;
    shown?.setAttribute("data-picked", "");
    return shown;
  }

  #chosen(event) {
    if (!this.on) return;
    event.preventDefault();
    const { line, word } = event.detail;
    this.pick(this.reader().text.lines[line], word);
  }

  #clicked(target) {
    if (target.closest("[data-mend-leave]")) this.#leave();
    const note = target.closest("[data-mend-note]");
    if (note) this.#open(note.closest("[data-key]").dataset.key);
  }

  /** What the panel asks about has the focus once it is asked, so that Enter makes it. */
  #focusAsked() {
    const asked = this.panel?.querySelector("[data-mend-do]");
    if (asked && asked !== this.asked) asked.focus({ preventScroll: true });
    this.asked = asked;
  }

  #leave() {
    document.querySelector("#mend-ask")?.replaceChildren();
    this.panel.focus();
  }

  #pressed(event) {
    if (event.target.closest("dialog, input:not([type=radio], [type=checkbox]), select, textarea")) return;
    const button = this.#buttonOf(event);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    if (!button.disabled) button.click();
  }

  /** The panel's button that a key presses. */
  #buttonOf({ code, key, ctrlKey, metaKey, altKey, shiftKey }) {
    const find = (selector) => this.panel.querySelector(selector);
    if (altKey) return null;
    if (ctrlKey || metaKey) return code === "KeyZ" ? find(shiftKey ? "[data-mend-redo]" : "[data-mend-undo]") : null;
    if (/^[1-9]$/.test(key)) return find(`[data-mend-key="${key}"]`);
    return key === "Escape" ? find("[data-mend-leave]") : null;
  }
}
