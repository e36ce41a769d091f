// The cues of a WebVTT file as this browser's own parser reads them: times in ms, voice, text, times within.
async (address) => {
  const video = document.createElement("video");
  const track = document.createElement("track");
  Object.assign(track, { kind: "captions", src: address, default: true });
  video.append(track);
  document.body.append(video);
  track.track.mode = "hidden";
  await new Promise((resolve, reject) => {
    track.addEventListener("load", resolve);
    track.addEventListener("error", () => reject(new Error(`${address} is not read`)));
  });
  const ms = (seconds) => Math.round(seconds * 1000);
  return [...track.track.cues].map((cue) => {
    const read = cue.getCueAsHTML();
    const times = document.createNodeIterator(read, NodeFilter.SHOW_PROCESSING_INSTRUCTION);
    const within = [];
    for (let node = times.nextNode(); node; node = times.nextNode()) within.push(node.data);
    const voice = read.querySelector("span")?.title ?? "";
    return { id: cue.id, start: ms(cue.startTime), end: ms(cue.endTime), voice, text: read.textContent, within };
  });
};
