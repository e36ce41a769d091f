// The system's own player: lock screen, headset, media keys. Its chapter is whoever speaks.

import { STEP_S } from "./player.js";

const SIZES = [192, 384, 768];

export function offerSession(player, play) {
  const session = navigator.mediaSession;
  if (!session) return;
  const handlers = {
    play,
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.seek(player.ms - 1000 * (seekOffset ?? STEP_S)),
    seekforward: ({ seekOffset }) => player.seek(player.ms + 1000 * (seekOffset ?? STEP_S)),
    seekto: ({ seekTime }) => player.seek(1000 * seekTime),
    previoustrack: () => player.step("turn", -1),
    nexttrack: () => player.step("turn", 1),
  };
  for (const [action, handler] of Object.entries(handlers)) session.setActionHandler(action, handler);
  const { audio } = player;
  for (const event of ["loadedmetadata", "seeked", "ratechange", "play", "pause"]) {
    audio.addEventListener(event, () => tellPosition(session, audio));
  }
  let told = null;
  const tell = () => {
    const { turns } = player.episode.timeline;
    const turn = turns[Math.max(0, player.episode.timeline.turnAt(player.ms))];
    if (told === turn) return;
    told = turn;
    session.metadata = metadata(player.episode, turn);
  };
  player.addEventListener("episode", tell);
  audio.addEventListener("timeupdate", tell);
}

function metadata({ title, series, cover, people }, turn) {
  const { name } = people.get(turn.speaker);
  const artwork = SIZES.map((side) => ({ src: `${cover}?size=${side}`, sizes: `${side}x${side}`, type: "image/png" }));
  const everyone = [...people.values()].map((person) => person.name).join(", ");
  const chapters = [{ title: name, startTime: turn.startMs / 1000, artwork }];
  return new MediaMetadata({ title: `${name} · ${title}`, artist: everyone, album: series, artwork, chapterInfo: chapters });
}

function tellPosition(session, audio) {
  if (!Number.isFinite(audio.duration)) return;
  session.setPositionState({
    duration: audio.duration,
    playbackRate: audio.playbackRate,
    position: Math.min(audio.currentTime, audio.duration),
  });
}
