// What opens over the page: the panels, and the help with its keys, which are listed from their one table.

import { KEYS, capsOf } from "./keys.js";
import { say } from "./wording.js";

export class Panels {
  constructor() {
    this.help = document.querySelector("[data-help]");
  }

  get isModal() {
    return this.help.open;
  }

  /** Open or close "moves", "contents" or "settings"; true where it is now open. */
  toggle(name) {
    return panel(name).togglePopover();
  }

  close(name) {
    panel(name).hidePopover();
  }

  showHelp() {
    if (this.help.open) return;
    const list = this.help.querySelector("[data-keys]");
    list.replaceChildren(...keyRows());
    this.help.showModal();
  }
}

function panel(name) {
  return document.querySelector(`[data-panel="${name}"]`);
}

function keyRows() {
  const tab = [["Tab"], say("actions.words")];
  // Whoever may not mend is told of no keys for it.
  const mends = Boolean(document.querySelector("#mend"));
  const known = Object.entries(KEYS).filter(([, action]) => mends || !action.startsWith("mend"));
  const rows = known.map(([keys, action]) => [
    capsOf(keys, document.dir, say("actions.space")),
    say(`actions.${action}`),
  ]);
  return [...rows, tab].flatMap(([caps, what]) => {
    const term = document.createElement("dt");
    term.append(...caps.map((cap) => Object.assign(document.createElement("kbd"), { textContent: cap })));
    return [term, Object.assign(document.createElement("dd"), { textContent: what })];
  });
}
