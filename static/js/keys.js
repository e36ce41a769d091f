// Which key does what. The page reads from right to left, and so do the keys: left is onward. In an interface that
// reads from left to right it is the other way round.

/** Code of a key, after "Shift+" where that is held → action; letters by their place, whatever the layout writes. */
export const KEYS = {
  Space: "toggle",
  Onward: "forward",
  Backward: "back",
  "Shift+Onward": "next-line",
  "Shift+Backward": "previous-line",
  "Shift+ArrowDown": "next-paragraph",
  "Shift+ArrowUp": "previous-paragraph",
  KeyN: "next-turn",
  KeyB: "previous-turn",
  "Shift+KeyN": "next-speaker",
  "Shift+KeyB": "previous-speaker",
  KeyR: "repeat-line",
  "Shift+KeyR": "repeat-turn",
  KeyA: "loop",
  KeyS: "study",
  Equal: "faster",
  Minus: "slower",
  KeyM: "mute",
  KeyL: "return",
  KeyF: "search",
  KeyT: "contents",
  KeyG: "moves",
  KeyO: "settings",
  KeyU: "unsure",
  KeyC: "copy-link",
  KeyE: "mend",
  "Shift+KeyE": "mend-here",
  "Shift+Slash": "help",
};

const PRESSED_BY = { button: ["Space", "Enter"], link: ["Enter"], word: [] };
const WALKS = {
  ArrowLeft: "next-word",
  ArrowRight: "previous-word",
  ArrowDown: "next-line",
  ArrowUp: "previous-line",
  Enter: "play-word",
  Space: "play-word",
};

/**
 * What a key asks for; null where it is the browser's.
 * @param on what has the focus: "page", "seek", "word", "button", "link" or "field" (keeps all its keys)
 * @param direction in which the interface reads, "rtl" or "ltr"
 */
export function actionOf({ code, key, ctrlKey, altKey, metaKey, shiftKey = false }, on, direction = "rtl") {
  if (ctrlKey || altKey || metaKey || on === "field") return null;
  if (PRESSED_BY[on]?.includes(code)) return null;
  // The text itself is Hebrew in every interface.
  if (on === "word" && !shiftKey && WALKS[code]) return `word:${WALKS[code]}`;
  if (key === "?") return "help";
  return KEYS[(shiftKey ? "Shift+" : "") + inReadingOrder(code, direction)] ?? null;
}

function inReadingOrder(code, direction) {
  if (code === "ArrowLeft") return direction === "rtl" ? "Onward" : "Backward";
  if (code === "ArrowRight") return direction === "rtl" ? "Backward" : "Onward";
  return code;
}

/** The caps of a key of `KEYS`, as people know them. */
export function capsOf(combination, direction, space) {
  const arrows = direction === "rtl" ? ["←", "→"] : ["→", "←"];
  const caps = { Space: space, Onward: arrows[0], Backward: arrows[1], ArrowUp: "↑", ArrowDown: "↓", Slash: "/", Equal: "+", Minus: "−" };
  return combination === "Shift+Slash" ? ["?"] : combination.split("+").map((part) => caps[part] ?? part.replace("Key", ""));
}

const SCROLLS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

/** Whether a key scrolls the page when `on` has the focus. */
export function scrolls({ code, shiftKey }, on) {
  return !shiftKey && SCROLLS.includes(code) && !["field", "seek", "word"].includes(on);
}

/** What has the focus, as `actionOf` wants to know it. */
export function kindOf(element) {
  if (element.closest("[data-cursor]")) return "word";
  if (element.closest("[data-seek]")) return "seek";
  if (element.closest("input, select, textarea, dialog")) return "field";
  if (element.closest("button, summary")) return "button";
  return element.closest("a") ? "link" : "page";
}
