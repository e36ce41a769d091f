// The player's bar: its buttons and sliders show what the sound does.

import { clock } from "./clock.js";
import { keepLiking, readLiking } from "./memory.js";
import { Strip } from "./strip.js";
import { say } from "./wording.js";

export class Deck {
  constructor(root, player) {
    Object.assign(this, { root, player, audio: player.audio });
    const find = (name) => root.querySelector(`[data-${name}]`);
    this.parts = { now: find("now"), length: find("length"), seek: find("seek"), speed: find("speed"), volume: find("volume") };
    this.nowPlaying = find("now-playing");
    this.status = find("status");
    this.strip = new Strip(find("strip"), player);
    this.#listen();
    this.audio.volume = readLiking().volume;
    this.parts.volume.value = this.audio.volume * 100;
    this.#showState();
    // Panels open above the bar, and the page ends above it.
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--deck", `${root.offsetHeight}px`);
    }).observe(root);
  }

  /** Tell something in a sentence, also to those who do not see; "" takes it back. */
  tell(sentence) {
    this.status.textContent = sentence;
  }

  /** The way back to what plays, while another page is shown. */
  showWay(here) {
    const { episode } = this.player;
    this.nowPlaying.hidden = here || !episode;
    this.root.toggleAttribute("data-away", !here);
  }

  #listen() {
    const { audio, player, parts } = this;
    const on = (target, events, does) => events.forEach((event) => target.addEventListener(event, does));
    on(parts.seek, ["input"], () => player.seek(Number(parts.seek.value) * 1000));
    on(parts.speed, ["change"], () => player.setSpeed(Number(parts.speed.value)));
    on(parts.volume, ["input"], () => this.#setVolume());
    on(audio, ["play", "pause", "ended", "volumechange"], () => this.#showState());
    on(audio, ["timeupdate", "seeking", "loadedmetadata"], () => this.#showTime());
    on(audio, ["error", "lost"], () => this.tell(say("player.lost")));
    on(audio, ["play"], () => this.tell(""));
    on(player, ["over"], () => this.tell(say("player.passage_over")));
    on(player, ["change"], () => this.#showRules());
    on(player, ["episode"], () => this.#showEpisode());
    on(player, ["renewed"], () => this.#showLength());
    on(player, ["waiting"], () => this.#showWaiting());
  }

  #showEpisode() {
    const { title, address } = this.player.episode;
    this.root.hidden = false;
    this.tell("");
    this.nowPlaying.href = address;
    this.nowPlaying.firstElementChild.textContent = title;
    this.#showLength();
    this.#showRules();
  }

  #showLength() {
    const { durationMs } = this.player.episode.timeline;
    this.parts.seek.max = durationMs / 1000;
    this.parts.length.textContent = clock(durationMs / 1000);
    this.strip.draw();
    this.strip.showLoop();
    this.#showTime();
  }

  #showWaiting() {
    this.tell(this.player.waiting ? say("growing.wait") : "");
    this.#showState();
  }

  #setVolume() {
    this.audio.volume = Number(this.parts.volume.value) / 100;
    this.audio.muted = false;
    keepLiking({ volume: this.audio.volume });
  }

  #showState() {
    const { playing } = this.player;
    const { muted, volume } = this.audio;
    this.#mark("toggle", playing, say(playing ? "player.pause" : "player.play"));
    this.#mark("mute", muted, say(muted ? "player.unmute" : "actions.mute"));
    this.parts.volume.style.setProperty("--part", volume);
  }

  #showRules() {
    const { player } = this;
    const pressed = { "repeat-line": player.repeated === "line", "repeat-turn": player.repeated === "turn", study: player.conductor.study };
    for (const [action, on] of Object.entries(pressed)) this.#button(action).forEach((one) => one.setAttribute("aria-pressed", on));
    this.#button("loop").forEach((one) => (one.lastElementChild.textContent = say(`player.loop_${player.loopState}`)));
    this.parts.speed.value = player.speed;
    this.strip.showLoop();
  }

  #mark(action, on, name) {
    for (const button of this.#button(action)) {
      button.toggleAttribute("data-on", on);
      button.setAttribute("aria-label", name);
      button.title = name;
    }
  }

  #button(action) {
    return this.root.querySelectorAll(`[data-act="${action}"]`);
  }

  #showTime() {
    const { seek, now } = this.parts;
    const shown = clock(this.audio.currentTime);
    seek.value = this.audio.currentTime;
    seek.style.setProperty("--part", this.audio.currentTime / Number(seek.max || 1));
    if (now.textContent === shown) return;
    now.textContent = shown;
    seek.setAttribute("aria-valuetext", say("player.time_of", { time: shown, whole: clock(Number(seek.max)) }));
  }
}
