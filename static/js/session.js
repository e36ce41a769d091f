// The system's own player: lock screen, headset, media keys.

import { STEP_S } from "./controls.js";

export function offerSession(audio, controls, facts, signal) {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title: facts.title, artist: facts.people, album: facts.series });
  const handlers = {
    play: () => controls.play(),
    pause: () => audio.pause(),
    seekbackward: ({ seekOffset }) => controls.skip(-(seekOffset ?? STEP_S)),
    seekforward: ({ seekOffset }) => controls.skip(seekOffset ?? STEP_S),
    seekto: ({ seekTime }) => (audio.currentTime = seekTime),
  };
  for (const [action, handler] of Object.entries(handlers)) session.setActionHandler(action, handler);
  for (const event of ["loadedmetadata", "seeked", "ratechange", "play", "pause"]) {
    audio.addEventListener(event, () => tellPosition(session, audio), { signal });
  }
  signal.addEventListener("abort", () => {
    session.metadata = null;
    for (const action of Object.keys(handlers)) session.setActionHandler(action, null);
  });
}

function tellPosition(session, audio) {
  if (!Number.isFinite(audio.duration)) return;
  session.setPositionState({
    duration: audio.duration,
    playbackRate: audio.playbackRate,
    position: Math.min(audio.currentTime, audio.duration),
  });
}
