() => {
  const sound = document.querySelector("#sound");
  const changes = [];
  const first = { line: true, word: true };
  const landed = () => (first.line = first.word = true);
  const observer = new MutationObserver((records) => {
    const at = sound.currentTime * 1000;
    for (const { target, oldValue } of records) {
      const was = (oldValue ?? "").split(" ").includes("current");
      if (was || !target.classList.contains("current")) continue;
      const kind = "line" in target.dataset ? "line" : "word";
      changes.push({ kind, at, start: Number(target.dataset.startMs), afterSeek: first[kind] });
      first[kind] = false;
    }
  });
  // Captured, so that it is known before the page's own listener lights where the seek landed.
  document.addEventListener("seeking", landed, true);
  observer.observe(document.querySelector("[data-text]"), {
    subtree: true,
    attributeFilter: ["class"],
    attributeOldValue: true,
  });
  window.__noted = {
    stop() {
      observer.disconnect();
      document.removeEventListener("seeking", landed, true);
      return changes;
    },
  };
}
