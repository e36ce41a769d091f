// A part of the page becomes another, and what is the same stays the same element: focus, selection and place with it.

/** What the page's own scripts set on elements; the server says nothing of it. */
const OURS = /^(class|style|hidden|open|aria-pressed|data-(skipped|finding|picked|htmx.*))$/;
/** Elements that scripts put into the text. */
const STAYS = "[data-cursor], [data-stays]";
/** Filled by what was asked for since the page was sent. */
const FILLED = "#mend";
/** Holds others together for the browser's sake alone. */
const LOOSE = ".stretch";

export function become(old, next) {
  if (old.isEqualNode(next)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data = next.data);
  takeAttributes(old, next);
  if (old.matches(FILLED)) return;
  becomeAll(old, partsOf(old), partsOf(next));
}

export function takeAttributes(old, next) {
  for (const { name } of [...old.attributes]) if (!OURS.test(name) && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) {
    if (!OURS.test(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function partsOf(node) {
  const parts = [...node.childNodes].filter((part) => !(part.nodeType === Node.ELEMENT_NODE && part.matches(STAYS)));
  return parts.flatMap((part) => (part.nodeType === Node.ELEMENT_NODE && part.matches(LOOSE) ? partsOf(part) : [part]));
}

/** The same at the beginning and the same at the end stay; what lies between is changed in its place. */
function becomeAll(parent, olds, nexts) {
  const most = Math.min(olds.length, nexts.length);
  let first = 0;
  while (first < most && isSame(olds[first], nexts[first])) first += 1;
  let last = 0;
  while (last < most - first && isSame(olds.at(-1 - last), nexts.at(-1 - last))) last += 1;
  for (let i = 0; i < first; i += 1) become(olds[i], nexts[i]);
  for (let i = 1; i <= last; i += 1) become(olds.at(-i), nexts.at(-i));
  change(parent, olds.slice(first, olds.length - last), nexts.slice(first, nexts.length - last), olds[first - 1]);
}

function change(parent, olds, nexts, before) {
  let at = before;
  let left = olds;
  nexts.forEach((next, i) => {
    const found = find(left, next, nexts.slice(i + 1));
    const old = left[found];
    for (const gone of left.slice(0, Math.max(0, found))) gone.remove();
    left = left.slice(found + 1);
    if (old) become(old, next);
    else if (at) at.after(next);
    else parent.prepend(next);
    at = old ?? next;
  });
  for (const old of left) old.remove();
}

/** Which of the old ones becomes the next; -1 where it is new, for those before its like come later. */
function find(olds, { nodeName }, later) {
  const found = olds.findIndex((old) => old.nodeName === nodeName);
  const comesLater = (old) => old.nodeType === Node.ELEMENT_NODE && later.some((one) => one.nodeName === old.nodeName);
  return olds.slice(0, Math.max(0, found)).some(comesLater) ? -1 : found;
}

function isSame(old, next) {
  return old.nodeName === next.nodeName && old.textContent === next.textContent && old.dataset?.speaker === next.dataset?.speaker;
}
