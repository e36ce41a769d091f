() => {
  const sound = document.querySelector("#sound");
  const changes = [];
  const observer = new MutationObserver((records) => {
    const at = sound.currentTime * 1000;
    for (const { target, oldValue } of records) {
      const was = (oldValue ?? "").split(" ").includes("current");
      if (was || !target.classList.contains("current")) continue;
      const kind = "line" in target.dataset ? "line" : "word";
      // Where a seek or a pause lands is lit while the sound does not run.
      const landed = sound.seeking || sound.paused;
      changes.push({ kind, at, start: Number(target.dataset.startMs), landed });
    }
  });
  observer.observe(document.querySelector("[data-text]"), {
    subtree: true,
    attributeFilter: ["class"],
    attributeOldValue: true,
  });
  window.__noted = {
    stop() {
      observer.disconnect();
      return changes;
    },
  };
}
