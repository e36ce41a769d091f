// Answers when there is no network: with the pages' own files, and with the episodes that were kept.
// What the server puts above this (player/web/device.py) is `SHELL`: `{version, library, offline, files}`.

import { ANYHOW, PART_BYTES, pageOf, partAddress } from "./kept.js";
import { answerTo, partsOf } from "./ranges.js";

const { version, library, offline, files } = self.SHELL;
const PAGES = [library, offline];
const SHELL = `shell ${version}`;
const PICTURE = { headers: { "Content-Type": "image/png" } };

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([...PAGES, ...files])));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && /\/(language|login|logout)$/.test(pathname)) return event.respondWith(changePages(event));
  if (request.method !== "GET" || pathname.includes("/download/")) return;
  if (/\/sound\.\w+$/.test(pathname)) return event.respondWith(answerSound(request));
  const piece = request.headers.get("HX-Request-Type");
  if (request.mode === "navigate" || piece === "full") return event.respondWith(answerPage(event));
  if (piece === "partial") return;
  event.respondWith(pathname.endsWith("/cover.png") ? answerCover(request) : answerFile(request));
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("shell ") && name !== SHELL).map((name) => caches.delete(name)));
  await self.clients.claim();
  await renewEpisodes();
}

/** The server's page wherever it can be reached, and then kept anew where it is kept. */
async function answerPage(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(Promise.all([tell(event, false), renew(new URL(request.url), response.clone())]));
    return response;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    event.waitUntil(tell(event, true));
    return (await caches.match(request.url, ANYHOW)) ?? caches.match(offline, ANYHOW);
  }
}

async function answerFile(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url, ANYHOW)) ?? Response.error();
  }
}

/** A cover that was seen or kept before, in whatever size; else an empty one. */
async function answerCover(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url, ANYHOW)) ?? new Response("", PICTURE);
  }
}

/** A kept sound is asked of nobody: its address has the revision in it, and it never changes. */
async function answerSound(request) {
  const { pathname, search } = new URL(request.url);
  const sound = pathname + search;
  const head = await caches.match(sound, { cacheName: sound, ignoreVary: true });
  if (!head) return fetch(request);
  const answer = answerTo(request.headers.get("Range"), Number(head.headers.get("Content-Length")));
  const headers = { "Content-Type": head.headers.get("Content-Type"), ...answer.headers };
  return new Response(answer.status === 416 ? null : bytesOf(sound, answer), { status: answer.status, headers });
}

function bytesOf(sound, { first, last }) {
  const parts = partsOf(first, last, PART_BYTES).values();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = parts.next();
        if (done) return controller.close();
        const part = await caches.match(partAddress(sound, value.index), { cacheName: sound });
        controller.enqueue(new Uint8Array(await part.arrayBuffer(), value.from, value.to - value.from));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Keep the server's page anew; not one that plays another sound than the kept one. */
async function renew({ pathname, search }, response) {
  if (!response.ok) return;
  if (PAGES.includes(pathname)) return search || (await caches.open(SHELL)).put(pathname, response);
  for (const sound of await caches.keys()) {
    if (pageOf(sound) !== pathname) continue;
    const cache = await caches.open(sound);
    const kept = await cache.match(pathname, ANYHOW);
    if (kept && (await response.clone().text()).includes(sound)) await cache.put(pathname, response.clone());
  }
}

async function renewEpisodes() {
  const addresses = (await caches.keys()).map(pageOf).filter(Boolean);
  const renewOne = async (address) => renew(new URL(address, location), await fetch(address));
  // One that cannot be had stays as it was kept.
  await Promise.allSettled(addresses.map(renewOne));
}

/** What is kept speaks the language that was chosen last, and is for who asks: a listener or an editor. */
async function changePages(event) {
  const response = await fetch(event.request);
  event.waitUntil(Promise.allSettled([caches.open(SHELL).then((shell) => shell.addAll(PAGES)), renewEpisodes()]));
  return response;
}

async function tell({ resultingClientId, clientId }, isOffline) {
  const client = await self.clients.get(resultingClientId || clientId);
  client?.postMessage({ offline: isOffline });
}
