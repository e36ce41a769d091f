// Which key does what. The page reads from right to left, and so do the keys: left is onward.

const BY_CODE = { Space: "toggle", ArrowLeft: "forward", ArrowRight: "back", KeyM: "mute" };
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
 */
export function actionOf({ code, key, ctrlKey, altKey, metaKey }, on) {
  if (ctrlKey || altKey || metaKey || on === "field") return null;
  if (PRESSED_BY[on]?.includes(code)) return null;
  if (on === "word" && WALKS[code]) return WALKS[code];
  return key === "?" ? "help" : (BY_CODE[code] ?? null);
}

const SCROLLS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

/** Whether a key scrolls the page when `on` has the focus. */
export function scrolls({ code }, on) {
  return SCROLLS.includes(code) && !["field", "seek", "word"].includes(on);
}

/** What has the focus, as `actionOf` wants to know it. */
export function kindOf(element) {
  if (element.closest("[data-word]")) return "word";
  if (element.closest("[data-seek]")) return "seek";
  if (element.closest("input, select, textarea, dialog")) return "field";
  if (element.closest("button, summary")) return "button";
  return element.closest("a") ? "link" : "page";
}
