// Brings a page to life when it is loaded and when htmx puts another in its place.

import { Reader } from "./reader.js";

let reader = null;

function live() {
  const root = document.querySelector("[data-reader]");
  if (reader?.root === root) return;
  reader?.destroy();
  reader = root && new Reader(root);
}

document.addEventListener("htmx:after:swap", live);
live();
