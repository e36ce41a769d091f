// An episode's text on the page: lit and followed while its sound is what plays; all of it ends with one signal.

import { Cursor } from "./cursor.js";
import { readEpisode } from "./episode.js";
import { Follow } from "./follow.js";
import { Highlight } from "./highlight.js";
import { readEpisodeMemory } from "./memory.js";
import { findSentence, momentOf, readMoment } from "./moment.js";
import { createPainter } from "./paint.js";
import { carrier, isContinued } from "./place.js";
import { Pointer } from "./pointer.js";
import { Search } from "./search.js";
import { Text } from "./text.js";
import { say } from "./wording.js";

export class Reader {
  constructor(root, { player, deck, settings }) {
    Object.assign(this, { root, player, deck, episode: readEpisode(root), ending: new AbortController() });
    const { signal } = this.ending;
    this.text = new Text(root.querySelector("[data-text]"));
    this.painter = createPainter(this.text);
    this.highlight = new Highlight(this.text, this.episode.timeline, this.painter);
    this.#followSound(signal);
    this.#offerWords(signal);
    this.playThis = root.querySelector('[data-act="play-this"]');
    player.addEventListener("change", () => this.#showPeople(), { signal });
    settings.addEventListener("change", () => this.#showUnsure(), { signal });
    window.addEventListener("hashchange", () => this.#openMoment(), { signal });
    this.#showUnsure();
    this.#open();
  }

  /** Whether it is this text that is heard. */
  get isHeard() {
    return this.player.view === this;
  }

  /** Light what is heard at `ms`. */
  show(ms) {
    if (this.highlight.show(ms)) this.follow.keepInView();
  }

  nextChange(ms) {
    return this.highlight.nextChange(ms);
  }

  /** The sentence at a time, by which the place is found again when the episode was narrated anew. */
  sentenceAt(ms) {
    return this.text.lines[this.episode.timeline.lineAt(ms)]?.textContent;
  }

  /** Make this the episode that is heard, from `ms` where given, else from where it was left. */
  async listen(ms) {
    this.#take();
    if (ms !== undefined) this.player.seek(ms);
    this.follow.resume();
    await this.player.play();
  }

  /** The page's text becomes another by `change`: longer, or narrated anew. What is heard goes on at its word. */
  renew(change) {
    const { text, player } = this;
    const before = text.remember(this.episode.timeline);
    change();
    const moved = text.renew();
    this.episode = readEpisode(this.root);
    const { timeline } = this.episode;
    const after = text.remember(timeline);
    this.highlight.renew(timeline, moved);
    this.cursor.renew(moved);
    const carry = carrier(before, after, player.playing);
    if (this.isHeard) player.renew(this.episode, carry, isContinued(before, after));
    this.search.renew(moved);
    this.#showPeople();
    this.#showUnsure();
  }

  /** A link to the sentence being spoken. */
  linkToSentence() {
    const { timeline } = this.episode;
    const line = Math.max(0, timeline.lineAt(this.player.ms));
    return location.href.split("#")[0] + momentOf(timeline.spanOf("line", timeline.lines[line].startMs), this.sentenceAt(timeline.lines[line].startMs));
  }

  /** Let go of the page; the sound goes on. */
  destroy() {
    if (this.isHeard) this.player.view = null;
    this.ending.abort();
    this.painter.destroy();
  }

  #followSound(signal) {
    const { highlight, deck } = this;
    this.follow = new Follow({
      current: () => (this.isHeard ? highlight : { line: null, word: null }),
      held: () => this.search.isOpen,
      player: deck.root,
      button: deck.root.querySelector("[data-return]"),
      signal,
    });
  }

  #offerWords(signal) {
    const { text, painter, player, highlight, deck } = this;
    const play = (ms) => this.listen(ms).catch(() => deck.tell(say("player.refused")));
    this.pointer = new Pointer(text, { painter, play, signal });
    this.cursor = new Cursor(text, {
      spoken: () => (this.isHeard && highlight.at.word >= 0 ? highlight.at : null),
      walked: () => this.follow.release(),
      play,
      signal,
    });
    this.search = new Search(this.root.querySelector("[data-find]"), {
      text,
      painter,
      strip: deck.strip,
      now: () => (this.isHeard ? player.ms : 0),
      changed: () => this.root.toggleAttribute("data-finding", this.search.isOpen),
      play,
      signal,
    });
  }

  /** Take over the sound, unless another episode is playing: that one goes on until this one is asked for. */
  #open() {
    const { player, episode } = this;
    const asked = readMoment(location.hash);
    const another = player.playing && player.episode.slug !== episode.slug;
    if (another && !asked) return this.#offerToPlay(true);
    this.#take();
    if (asked) this.#openMoment();
  }

  #take() {
    const { player, episode } = this;
    const goesOn = player.has(episode);
    if (!goesOn) player.load(episode);
    else if (player.episode.sources[0][0] !== episode.sources[0][0]) player.renew(episode, (ms) => ms, true);
    player.view = this;
    this.#offerToPlay(false);
    if (!goesOn) player.seek(this.#placeLeft());
    player.pace.refresh();
    this.#showPeople();
  }

  #offerToPlay(offered) {
    this.playThis.hidden = !offered;
    this.deck.showWay(!offered);
  }

  /** Where the listener left off, in ms; found by its sentence where the episode was narrated anew. */
  #placeLeft() {
    const { ms = 0, revision, sentence = "" } = readEpisodeMemory(this.episode.slug);
    const { timeline } = this.episode;
    const growing = !this.episode.revision;
    if (ms > timeline.durationMs - 3000) return growing ? Math.min(ms, timeline.durationMs) : 0;
    if ((revision === this.episode.revision && !growing) || !sentence) return ms;
    const line = this.text.lines.findIndex((element) => element.textContent === sentence);
    return line < 0 ? ms : timeline.lines[line].startMs;
  }

  #openMoment() {
    const asked = readMoment(location.hash);
    if (!asked) return;
    if (!this.isHeard) this.#take();
    const moment = this.#findMoment(asked);
    this.follow.resume();
    if (asked.goesOn) return this.listen(moment.fromMs).catch(() => this.deck.tell(say("player.refused")));
    if (moment.toMs === null) return this.player.seek(moment.fromMs);
    this.player.playPassage(moment).catch(() => this.deck.tell(say("player.passage")));
  }

  #findMoment({ fromMs, toMs, sentence }) {
    if (sentence === null) return { fromMs, toMs };
    const texts = this.text.lines.map(({ textContent }) => textContent);
    const { timeline } = this.episode;
    const line = findSentence(sentence, texts, timeline.starts.line, fromMs);
    if (line >= 0) return timeline.spanOf("line", timeline.lines[line].startMs);
    this.deck.tell(say("player.moment_gone"));
    return { fromMs, toMs: null };
  }

  /** Whoever is skipped is dimmed, whoever is hidden is not there. */
  #showPeople() {
    if (!this.isHeard) return;
    const { people } = this.episode;
    for (const turn of this.root.querySelectorAll("[data-turn]")) {
      const { hearing } = this.player.person(people.get(turn.dataset.speaker).name);
      turn.hidden = hearing === "hidden";
      turn.toggleAttribute("data-skipped", hearing !== "heard");
    }
  }

  /** Mark the words whose times were guessed, where the reader wants to see them. */
  #showUnsure() {
    const wanted = document.documentElement.dataset.unsure === "true";
    const guessed = wanted ? this.text.lines.flatMap(({ dataset }, line) => wordsIn(dataset.guessed, line)) : [];
    this.painter.set("guessed", guessed);
  }
}

function wordsIn(guessed = "", line) {
  return guessed ? guessed.split(" ").map((word) => ({ line, first: Number(word), last: Number(word) })) : [];
}
