() => {
  const sound = document.querySelector("#sound");
  const changes = [];
  // Sound begins a moment after it is told to: meanwhile its clock stands, and then steps on, by up to 36 ms of real
  // time, sometimes before `play` is told. What starts within that is lit at the step; the clock knows no earlier
  // moment of it.
  const BEGINS_MS = 50;
  let stood = sound.currentTime * 1000;
  const ending = new AbortController();
  for (const event of ["pause", "seeking"]) {
    sound.addEventListener(event, () => (stood = sound.currentTime * 1000), { signal: ending.signal });
  }
  const note = (kind, start) => {
    // Where a seek or a pause lands is lit while the sound does not run.
    const landed = sound.seeking || sound.paused || start - stood < BEGINS_MS * sound.playbackRate;
    changes.push({ kind, start, at: sound.currentTime * 1000, landed });
  };
  const observer = new MutationObserver((records) => {
    for (const { target, oldValue } of records) {
      const was = (oldValue ?? "").split(" ").includes("current");
      if (!was && target.classList.contains("current")) note("line", Number(target.dataset.startMs));
    }
  });
  const text = document.querySelector("[data-text]");
  observer.observe(text, { subtree: true, attributeFilter: ["class"], attributeOldValue: true });
  const words = CSS.highlights.get("word");
  const { add } = words;
  words.add = (range) => {
    // As the observer's, this runs after the task, and reads the clock anew.
    queueMicrotask(() => note("word", startOf(range)));
    return add.call(words, range);
  };
  window.__noted = {
    stop() {
      observer.disconnect();
      ending.abort();
      delete words.add;
      return changes;
    },
  };

  function startOf(range) {
    const line = range.startContainer.parentElement.closest("[data-line]");
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const character = before.toString().length;
    const numbers = line.dataset.words.split(" ").map(Number);
    let [at, ms] = [0, Number(line.dataset.startMs)];
    for (let i = 0; i < numbers.length; i += 4) {
      at += numbers[i];
      ms += numbers[i + 2];
      if (at === character) return ms;
      at += numbers[i + 1];
      ms += numbers[i + 3];
    }
    return NaN;
  }
}
