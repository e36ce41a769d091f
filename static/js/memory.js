// What the browser remembers: how the reader likes the page, and of each episode how far he got and how he hears it.

const LIKED = { theme: "system", size: 2, width: "medium", light: "word", comeBack: "never", latencyMs: 0, unsure: false, volume: 1, speed: 1, mending: false };

/** How the reader likes the page, on this device. */
export function readLiking() {
  return { ...LIKED, ...read("karyan") };
}

export function keepLiking(changes) {
  write("karyan", { ...read("karyan"), ...changes });
}

/** What is remembered of an episode: `ms`, `durationMs`, `sentence`, `revision`, `speed`, `people`, `study`. */
export function readEpisodeMemory(slug) {
  return read(`karyan:${slug}`);
}

export function keepEpisodeMemory(slug, changes) {
  write(`karyan:${slug}`, { ...read(`karyan:${slug}`), ...changes });
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {}; // Refused, or written by something else.
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or refused: the page goes on, and forgets.
  }
}
