// The single file's page: its sound lies in it, and it plays, lights and follows without a server.

import { clock, milliseconds } from "./clock.js";
import { Pace } from "./pace.js";
import { held } from "./spans.js";
import { distance } from "./view.js";

const STEP_S = 10;
/** The page reads from right to left, and so do the keys: left is onward. */
const KEYS = { Space: toggle, ArrowLeft: () => skip(STEP_S), ArrowRight: () => skip(-STEP_S) };
const SCROLLS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

const find = (selector) => document.querySelector(selector);
const audio = find("#sound");
const [seek, now, speed, back] = ["#seek", "#now", "#speed", "#return"].map(find);

/** One kind of elements, of which the one that is spoken is lit. */
class Lit {
  constructor(elements, ends, groups) {
    this.elements = elements;
    this.spans = held(elements.map(startOf), ends, groups);
    this.index = -1;
  }

  get current() {
    return this.elements[this.index] ?? null;
  }

  show(ms) {
    const index = this.spans.at(ms);
    if (index === this.index) return false;
    this.current?.classList.remove("current");
    this.index = index;
    this.current?.classList.add("current");
    return true;
  }
}

const lineElements = [...document.querySelectorAll(".line")];
const wordElements = [...document.querySelectorAll(".line > span")];
const endOf = (line) => Number(line.dataset.end);
const lines = new Lit(lineElements, lineElements.map(endOf), lineElements.map(() => "text"));
const parents = wordElements.map((word) => word.parentElement);
const words = new Lit(wordElements, parents.map(endOf), parents);
let following = true;

function startOf(element) {
  return Number(element.dataset.ms);
}

/** The sound of the file, from the pieces that stand in it as text; they are let go of. */
function soundOf(pieces) {
  const bytes = pieces.map((piece) => {
    const binary = atob(piece.textContent);
    const part = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) part[i] = binary.charCodeAt(i);
    piece.remove();
    return part;
  });
  return URL.createObjectURL(new Blob(bytes, { type: audio.dataset.type }));
}

function show(ms) {
  const line = lines.show(ms);
  const word = words.show(ms);
  if (line || word) keepInView();
}

function keepInView() {
  if (!following || !lines.current || !getSelection().isCollapsed) return;
  const box = (element) => element && element.getBoundingClientRect();
  const free = { top: 0, bottom: box(find(".player")).top };
  const pixels = distance(box(lines.current), box(words.current), free);
  const still = Math.abs(pixels) > innerHeight || matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (pixels) scrollBy({ top: pixels, behavior: still ? "instant" : "smooth" });
}

function follow(wanted) {
  following = wanted;
  back.hidden = wanted;
  keepInView();
}

async function playFrom(ms) {
  audio.currentTime = ms / 1000;
  follow(true);
  await audio.play();
}

function toggle() {
  return audio.paused ? audio.play() : audio.pause();
}

function skip(seconds) {
  audio.currentTime = Math.min(Math.max(audio.currentTime + seconds, 0), Number(seek.max));
}

function showTime() {
  const shown = clock(audio.currentTime);
  seek.value = audio.currentTime;
  seek.setAttribute("aria-valuetext", shown);
  now.textContent = shown;
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const on = event.target;
  if (SCROLLS.includes(event.code) && !on.closest("input, select")) follow(false);
  const isItsOwn = on.closest("input, select") || (event.code === "Space" && on.closest("button, summary"));
  if (!KEYS[event.code] || isItsOwn) return;
  event.preventDefault();
  KEYS[event.code]();
}

function clicked(event) {
  const target = event.target.closest("[data-ms]:not(.line)");
  if (target && getSelection().isCollapsed) playFrom(startOf(target));
}

audio.src = soundOf([...document.querySelectorAll("script[data-sound]")]);
for (const event of ["timeupdate", "seeking", "loadedmetadata"]) audio.addEventListener(event, showTime);
for (const event of ["play", "pause", "ended"]) {
  audio.addEventListener(event, () => document.body.classList.toggle("playing", !audio.paused));
}
audio.addEventListener("error", () => (find("#status").hidden = false));
document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
for (const event of ["wheel", "touchmove"]) addEventListener(event, () => follow(false), { passive: true });
back.addEventListener("click", () => follow(true));
find("#toggle").addEventListener("click", toggle);
find("#backward").addEventListener("click", () => skip(-STEP_S));
find("#forward").addEventListener("click", () => skip(STEP_S));
seek.addEventListener("input", () => (audio.currentTime = Number(seek.value)));
speed.addEventListener("change", () => (audio.playbackRate = Number(speed.value)));
new Pace(audio, {
  tick: show,
  nextChange: (ms) => Math.min(lines.spans.nextChange(ms), words.spans.nextChange(ms)),
  signal: new AbortController().signal,
});
show(milliseconds(audio.currentTime));
