"""What the sound files say of themselves: names, cover, chapters, and the words with their times."""

from collections.abc import Iterator

from audio.tags import Mark, Tags, TimedText
from player.chapters import chapters
from player.cover import cover_png
from player.library import Narration
from player.timeline import Timeline
from player.transcript.shown import plain


def tags_of(narration: Narration) -> Tags:
    """All that an MP3 or an M4A can hold of a narration."""
    timeline = narration.timeline
    facts = timeline.episode
    return Tags(
        title=plain(" · ".join(part for part in (facts.number, facts.title) if part) or facts.slug),
        artist=", ".join(plain(speaker.name) for speaker in timeline.speakers),
        album=plain(facts.series),
        number=plain(facts.number),
        date=facts.date,
        people=tuple((speaker.role, plain(speaker.name)) for speaker in timeline.speakers),
        cover=cover_png(facts),
        chapters=tuple(
            Mark(chapter.start_ms, chapter.end_ms, chapter.title) for chapter in chapters(timeline)
        ),
        words=tuple(_words(timeline)),
        text="\n".join(_text(timeline)),
    )


def _words(timeline: Timeline) -> Iterator[TimedText]:
    """Every word, the first of a line after a line feed, the others after a space."""
    for turn in timeline.turns:
        for line in turn.lines:
            for number, word in enumerate(line.words):
                yield TimedText(f"{' ' if number else chr(10)}{plain(word.text)}", word.start_ms)


def _text(timeline: Timeline) -> Iterator[str]:
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    for turn in timeline.turns:
        spoken = " ".join(line.text for line in turn.lines)
        yield plain(f"{names[turn.speaker]}: {spoken}")
