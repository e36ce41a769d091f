// Keeps episodes on the device, so that they play without a network: all of one, or nothing of it.

import { ANYHOW, PART_BYTES, pageOf, partAddress } from "./kept.js";
import { say } from "./wording.js";

/** Only one tab keeps at a time, and what one broke off is swept by the next. */
const LOCK = "karyan-keep";

export class Keeper {
  constructor(deck) {
    Object.assign(this, { deck, episode: null, offline: false, works: new Map() });
    // A browser has no worker for a page that could have been changed on its way.
    this.worker = navigator.serviceWorker;
    if (!this.worker) return;
    this.worker.addEventListener("message", ({ data }) => this.#tellNetwork(data.offline));
    window.addEventListener("offline", () => this.#tellNetwork(true));
    window.addEventListener("online", () => this.#tellNetwork(false));
    window.addEventListener("load", () => this.#register());
  }

  /** Offer to keep the episode of the page; a kept one that was narrated anew is kept anew. */
  async show(episode) {
    this.episode = episode;
    if (this.offline) this.deck.tell(say("offline.status"));
    // What is still being spoken is not kept.
    if (!this.worker || !episode.revision) return;
    await this.worker.ready;
    const sounds = await soundsOf(episode);
    if (sounds.length && !sounds.includes(soundOf(episode))) this.#keep(episode);
    await this.#paint();
  }

  /** Mark the library's rows whose episodes are kept. */
  async shelve() {
    if (!this.worker) return;
    for (const mark of document.querySelectorAll("[data-kept]")) {
      const { href } = mark.closest("[data-shelf]").querySelector("a");
      mark.hidden = !(await caches.match(href, ANYHOW));
    }
  }

  /** Keep the episode; or break that off, or remove it. */
  async toggle(episode) {
    const work = this.works.get(soundOf(episode));
    if (work) return work.ending.abort();
    const sounds = await soundsOf(episode);
    if (!sounds.length) return this.#keep(episode);
    await Promise.all(sounds.map((sound) => caches.delete(sound)));
    await this.#paint();
  }

  async #register() {
    try {
      await this.worker.register(new URL("service-worker.js", document.querySelector('[rel="manifest"]').href));
      await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && sweep());
    } catch {
      // Where a browser wants no worker, nothing is offered to be kept.
    }
  }

  async #keep(episode) {
    const sound = soundOf(episode);
    if (this.works.has(sound)) return;
    const work = { percent: 0, ending: new AbortController() };
    const { signal } = work.ending;
    const progress = (percent) => {
      work.percent = percent;
      this.#paint();
    };
    this.works.set(sound, work);
    this.#paint();
    // Whether the browser promises never to make room with it is not waited for: some ask the listener.
    navigator.storage.persist();
    try {
      await navigator.locks.request(LOCK, { signal }, () => keepWhole(episode, signal, progress));
      this.deck.tell(say("offline.done", episode));
    } catch (error) {
      await caches.delete(sound);
      if (!signal.aborted) this.deck.tell(sentenceOf(error));
    }
    this.works.delete(sound);
    this.shelve();
    await this.#paint();
  }

  async #paint() {
    const { episode } = this;
    const work = this.works.get(soundOf(episode));
    const kept = !work && (await soundsOf(episode)).length > 0;
    const button = document.querySelector('[data-act="keep"]');
    if (!button || episode !== this.episode) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", kept);
    button.textContent = work ? say("offline.keeping", work) : say(kept ? "offline.kept" : "offline.keep");
  }

  #tellNetwork(offline) {
    if (this.offline !== offline) this.deck.tell(offline ? say("offline.status") : "");
    this.offline = offline;
  }
}

/** The sound that this browser plays; its address names the cache of the episode. */
function soundOf({ sources }) {
  const [src] = sources.find(([, type]) => document.createElement("audio").canPlayType(type)) ?? sources[0];
  return src;
}

/** The sounds of an episode that are kept whole: the page is put last. */
async function soundsOf(episode) {
  const page = pageOf(soundOf(episode));
  const names = (await caches.keys()).filter((name) => pageOf(name) === page);
  const kept = await Promise.all(names.map((name) => caches.match(page, { cacheName: name, ...ANYHOW })));
  return names.filter((_, i) => kept[i]);
}

async function keepWhole(episode, signal, progress) {
  const sound = soundOf(episode);
  const page = pageOf(sound);
  const cache = await caches.open(sound);
  const older = (await caches.keys()).filter((name) => name !== sound && pageOf(name) === page);
  await keepSound(cache, sound, await have(sound, signal), progress);
  const cover = `${episode.cover}?size=768`;
  await cache.put(cover, await have(cover, signal));
  const shown = await have(page, signal);
  // Narrated anew, or answered by the worker, meanwhile.
  if (!(await shown.clone().text()).includes(sound)) throw new TypeError("another page");
  await cache.put(page, shown);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function have(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(response.status);
  return response;
}

/** Keep the sound in parts as it comes, and last its head, which says how long it is. */
async function keepSound(cache, sound, { headers, body }, progress) {
  const whole = Number(headers.get("Content-Length")) || Infinity;
  const reader = body.getReader();
  let [held, index, size] = [new Blob(), 0, 0];
  const put = (bytes) => cache.put(partAddress(sound, index++), new Response(bytes));
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.length;
    held = new Blob([held, chunk.value]);
    for (; held.size >= PART_BYTES; held = held.slice(PART_BYTES)) await put(held.slice(0, PART_BYTES));
    progress(Math.floor((100 * size) / whole));
  }
  await put(held);
  const head = { "Content-Type": headers.get("Content-Type"), "Content-Length": size };
  await cache.put(sound, new Response(null, { headers: head }));
}

function sentenceOf(error) {
  if (error.name === "QuotaExceededError") return say("offline.no_room");
  return error.name === "TypeError" ? say("offline.broken_off") : say("offline.failed", { reason: error.message });
}

/** Take away what was broken off: an episode without its page. */
async function sweep() {
  for (const name of await caches.keys()) {
    const page = pageOf(name);
    if (page && !(await caches.match(page, { cacheName: name, ...ANYHOW }))) await caches.delete(name);
  }
}
