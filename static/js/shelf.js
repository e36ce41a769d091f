// On the library's page: how far one got with each episode.

import { clock } from "./clock.js";
import { readEpisodeMemory } from "./memory.js";
import { say } from "./wording.js";

/** An episode counts as heard when no more than this is left of it, in ms. */
const REST_MS = 10_000;

export function showHeard() {
  for (const row of document.querySelectorAll("[data-shelf]")) {
    const { ms } = readEpisodeMemory(row.dataset.shelf);
    const durationMs = Number(row.dataset.durationMs);
    const heard = row.querySelector("[data-heard]");
    heard.hidden = !ms;
    if (!ms) continue;
    const [progress, words] = heard.children;
    progress.value = Math.min(1, ms / durationMs);
    progress.setAttribute("aria-label", say("shelf.heard", { part: `${Math.round(progress.value * 100)}%` }));
    const left = durationMs - ms;
    words.textContent = left < REST_MS ? say("shelf.finished") : say("shelf.left", { time: clock(left / 1000) });
  }
}
