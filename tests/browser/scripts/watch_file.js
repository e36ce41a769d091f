// Notes what the single file lights, and when on the sound's own clock.
() => {
  const sound = document.querySelector("#sound");
  const changes = [];
  const observer = new MutationObserver((records) => {
    const at = sound.currentTime * 1000;
    for (const { target, oldValue } of records) {
      const was = (oldValue ?? "").split(" ").includes("current");
      if (was || !target.classList.contains("current")) continue;
      const kind = target.classList.contains("line") ? "line" : "word";
      // Where a seek or a pause lands is lit while the sound does not run.
      changes.push({ kind, at, start: Number(target.dataset.ms), landed: sound.seeking || sound.paused });
    }
  });
  observer.observe(document.querySelector("article"), {
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
