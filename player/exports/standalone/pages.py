"""The single file's page, piece by piece."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from audio.timecode import clock
from player.chapters import chapters
from player.exports.cues import shown_word
from player.exports.notes import notes_by_turn
from player.exports.standalone.parts import policy, style
from player.library import Narration
from player.timeline import TimedLine, TimedTurn, Timeline
from player.transcript.shown import isolated, plain

_TONES = 6
_SPEEDS = (0.75, 1, 1.25, 1.5, 1.75, 2)


def shown(text: str) -> str:
    """Text as the page shows it: plain, Latin and numbers isolated, nothing in it markup."""
    return escape(isolated(plain(text)))


def head(narration: Narration) -> Iterator[str]:
    """The page to its body's beginning."""
    title = escape(plain(narration.timeline.episode.title or narration.timeline.episode.slug))
    yield (
        '<!doctype html>\n<html lang="he" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="Karyan">\n'
        f"<title>{title}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n"
    )


def text(narration: Narration) -> Iterator[str]:
    """The title block, the questions, and the whole conversation with the time of each word."""
    timeline = narration.timeline
    yield from _heading(narration)
    yield from _contents(timeline)
    tones = {speaker.id: index % _TONES + 1 for index, speaker in enumerate(timeline.speakers)}
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    notes = notes_by_turn(timeline)
    yield "<article>\n"
    yield from map(_note, notes.get(-1, ()))
    for turn in timeline.turns:
        yield f'<section class="turn" data-tone="{tones[turn.speaker]}">\n'
        yield from _turn(turn, names[turn.speaker])
        yield "</section>\n"
        yield from map(_note, notes.get(turn.index, ()))
    yield "</article>\n"


def _heading(narration: Narration) -> Iterator[str]:
    title = plain(narration.timeline.episode.title or narration.timeline.episode.slug)
    others = [line for line in map(plain, narration.heading_lines) if line != title]
    yield f"<header>\n<h1>{shown(title)}</h1>\n"
    yield from (f"<p>{shown(line)}</p>\n" for line in others)
    yield "</header>\n"


def _contents(timeline: Timeline) -> Iterator[str]:
    yield '<details class="contents"><summary>השאלות · Questions</summary>\n<ol>\n'
    for chapter in chapters(timeline):
        inside = f"<time>{clock(chapter.start_ms)}</time>{shown(chapter.title)}"
        yield f'<li><button type="button" data-ms="{chapter.start_ms}">{inside}</button></li>\n'
    yield "</ol></details>\n"


def _turn(turn: TimedTurn, name: str) -> Iterator[str]:
    time = clock(turn.start_ms)
    button = f'<button type="button" data-ms="{turn.start_ms}" aria-label="נגינה מ־{time}">{time}</button>'
    yield f'<h2 class="speaker">{shown(name)} {button}</h2>\n<div>\n'
    for _, lines in groupby(turn.lines, key=lambda line: line.paragraph):
        yield f'<p class="paragraph">{" ".join(map(_line, lines))}</p>\n'
    yield "</div>\n"


def _line(line: TimedLine) -> str:
    texts = isolated(" ".join(map(shown_word, line.words))).split(" ")
    words = " ".join(
        f'<span data-ms="{word.start_ms}">{escape(text)}</span>'
        for text, word in zip(texts, line.words, strict=True)
    )
    return (
        f'<span class="line" id="{line.id}" data-ms="{line.start_ms}" data-end="{line.end_ms}">{words}</span>'
    )


def _note(note: str) -> str:
    return f'<p class="note" role="note">{shown(note)}</p>\n'


def deck(timeline: Timeline, mime: str) -> str:
    """The player."""
    seconds = timeline.sound.duration_ms / 1000
    speeds = "".join(
        f'<option value="{speed}"{" selected" if speed == 1 else ""}>×{speed}</option>' for speed in _SPEEDS
    )
    return f"""<section class="player" aria-label="נגן · Player">
<audio id="sound" preload="auto" data-type="{mime}"></audio>
<button type="button" id="return" hidden>חזרה למקום · Return</button>
<div class="deck">
<button type="button" dir="ltr" id="backward" aria-label="10 שניות אחורה · back 10 seconds">−10</button>
<button type="button" id="toggle" aria-label="נגינה או השהיה · play or pause">
<svg class="to-play" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5v14l11-7z"/></svg>
<svg class="to-pause" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 5h4v14H6zM14 5h4v14h-4z"/></svg>
</button>
<button type="button" dir="ltr" id="forward" aria-label="10 שניות קדימה · forward 10 seconds">+10</button>
<output class="time" id="now">0:00</output>
<input type="range" id="seek" aria-label="מקום בפרק · position" min="0" max="{seconds}" step="1" value="0">
<span class="time">{clock(timeline.sound.duration_ms)}</span>
<select id="speed" aria-label="מהירות · speed">{speeds}</select>
</div>
<p id="status" role="status" hidden>הדפדפן הזה אינו יודע לנגן AAC; פתחו את הקובץ בדפדפן אחר. ·
This browser does not play AAC; open the file in another.</p>
</section>
"""
