// The table of contents: turn by turn, the questions as headings.

import { clock } from "./clock.js";

/** Fill the list with the turns of an episode; `go` is called with the start of the one that was chosen, in ms. */
export function listContents(list, { timeline, people }, currentMs, go) {
  const current = timeline.turnAt(currentMs);
  list.replaceChildren(...timeline.turns.map((turn, index) => row(turn, people.get(turn.speaker), index === current, go)));
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

function row({ startMs, question }, { name, tone }, isCurrent, go) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.append(part("time", clock(startMs / 1000)), part("name", name), ...(question ? [part("question", question)] : []));
  if (isCurrent) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => go(startMs));
  const item = document.createElement("li");
  item.dataset.tone = tone;
  item.classList.toggle("asks", Boolean(question));
  item.append(button);
  return item;
}

function part(className, textContent) {
  const element = document.createElement(className === "time" ? "span" : "bdi");
  return Object.assign(element, { className, textContent, ...(className === "time" ? {} : { lang: "he" }) });
}
