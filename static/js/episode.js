// An episode as its page carries it: what it is called, where its sound is, who speaks, and its timeline.

import { Timeline } from "./timeline.js";

/** Read it from the page's text; what is returned holds no element, so that it outlives the page. */
export function readEpisode(root, address = location.pathname) {
  const { slug, revision, run, ready, title, series, cover, durationMs, m4a, mp3 } = root.dataset;
  const people = new Map(
    [...root.querySelectorAll("[data-name]")].map(({ dataset }) => [dataset.speaker, { ...dataset }]),
  );
  const facts = { slug, revision: Number(revision), run, ready, title, series, cover, address };
  // While it grows there is one form only.
  const sources = [[m4a, "audio/mp4"], [mp3, "audio/mpeg"]].filter(([src]) => src);
  return { ...facts, sources, people, timeline: readTimeline(root, Number(durationMs)) };
}

function readTimeline(root, durationMs) {
  const lines = [];
  const turns = [];
  for (const section of root.querySelectorAll("[data-turn]")) {
    const turn = turns.length;
    const spoken = section.querySelectorAll("[data-line]");
    if (!spoken.length) continue;
    for (const line of spoken) {
      const { startMs, endMs } = line.dataset;
      lines.push({ startMs: Number(startMs), endMs: Number(endMs), paragraph: line.parentElement.dataset.paragraph, turn });
    }
    const first = lines.findLast((line, i) => lines[i - 1]?.turn !== turn);
    const { speaker, question = "" } = section.dataset;
    turns.push({ speaker, question, startMs: first.startMs, endMs: lines.at(-1).endMs });
  }
  return new Timeline({ lines, turns, durationMs });
}
