// The settings: what the reader likes on this device, applied at once and kept.

import { keepLiking, readLiking } from "./memory.js";
import { say } from "./wording.js";

/** Which of them style sheets know, as attributes of the page. */
const LOOKS = ["theme", "size", "width", "light", "unsure"];

export class Settings extends EventTarget {
  /** Tells "change" when one of them is another. */
  constructor(panel, player) {
    super();
    Object.assign(this, { panel, player, latency: panel.querySelector("[data-latency]") });
    panel.addEventListener("input", ({ target }) => target.matches("[data-setting]") && this.#chosen(target));
    this.#show();
  }

  toggleUnsure() {
    this.#set({ unsure: !readLiking().unsure });
  }

  #chosen({ name, type, value, checked }) {
    const kinds = { checkbox: checked, range: Number(value), radio: value };
    this.#set({ [name]: kinds[type] });
  }

  #set(changes) {
    keepLiking(changes);
    this.#show();
    this.dispatchEvent(new Event("change"));
  }

  #show() {
    const liking = readLiking();
    for (const look of LOOKS) document.documentElement.dataset[look] = liking[look];
    this.player.pace.latencyMs = liking.latencyMs;
    this.latency.textContent = say("player.milliseconds", { count: liking.latencyMs });
    for (const input of this.panel.querySelectorAll("[data-setting]")) {
      if (input.type === "range") input.value = liking[input.name];
      else input.checked = input.type === "radio" ? input.value === liking[input.name] : liking[input.name];
    }
  }
}
