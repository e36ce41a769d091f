// Where the text that is spoken should stand in the window. Pure: pixels in, pixels out.

/** The current line starts within this part of the free window … */
const BAND = [0.04, 0.34];
/** … is brought here when it does not … */
const PLACE = 0.22;
/** … and the current word of a long line goes no lower than this. */
const LOWEST = 0.82;

/**
 * How far to scroll, in pixels down, so that the line and its word stand well; 0 where they do.
 * @param line, word `{top, bottom}` in the window; `word` may be null
 * @param free `{top, bottom}` of the window that nothing covers
 */
export function distance(line, word, free) {
  const height = free.bottom - free.top;
  const at = (part) => free.top + part * height;
  if (word && word.bottom - line.top > height * (LOWEST - BAND[0])) {
    // A line longer than the window is followed by its word.
    const inside = word.top >= at(BAND[0]) && word.bottom <= at(LOWEST);
    return inside ? 0 : Math.round(word.top - at(PLACE));
  }
  const inside = line.top >= at(BAND[0]) && line.top <= at(BAND[1]);
  return inside ? 0 : Math.round(line.top - at(PLACE));
}

/** On which side of the free window a box is out of sight, "up" or "down"; null where some of it is seen. */
export function side(box, free) {
  if (box.bottom <= free.top) return "up";
  return box.top >= free.bottom ? "down" : null;
}
