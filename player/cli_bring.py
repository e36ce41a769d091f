"""``karyan bring``: documents go into the house; each says what was understood of it or why it is bad."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from audio.timecode import clock
from player.bringing import Arrival, Standing, keep, look, standing
from player.cli_parts import example, home_of, json_option
from player.errors import BadTranscript
from player.home import Home
from player.previewing import Preview
from player.transcript.document import read_bytes

_BAD = 1
_ROLES = {
    "he": {"host": "מנחה", "guest": "אורח", "narrator": "קריין", "m": "זכר", "f": "נקבה"},
    "en": {"host": "host", "guest": "guest", "narrator": "narrator", "m": "m", "f": "f"},
}


@click.command("bring", epilog=example("karyan bring talk.txt", "karyan bring *.docx --json"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def bring_command(files: Sequence[Path], as_json: bool) -> None:
    """להביא תמלילים · Bring transcripts into the studio: what was understood of each, or why it is refused.

    The good ones go in though others are bad; then the exit code is 1.
    """
    home = home_of()
    told = []
    for number, path in enumerate(files):
        arrival, beside = _bring(home, number, path)
        told.append(_facts(arrival, beside))
        if not as_json:
            for line in _lines(arrival, beside, home.settings.language):
                click.echo(line, err=arrival.preview is None)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    if not all(one["ok"] for one in told):
        sys.exit(_BAD)


def _bring(home: Home, number: int, path: Path) -> tuple[Arrival, Standing]:
    try:
        data = read_bytes(path)
    except BadTranscript as error:
        return Arrival(number, path.name, "", None, error), Standing("new")
    arrival = look(home, number, path.name, data)
    if arrival.preview is None:
        return arrival, Standing("new")
    beside = standing(home, arrival)
    keep(home, arrival, data)
    return arrival, beside


def _facts(arrival: Arrival, beside: Standing) -> dict[str, Any]:
    if arrival.preview is None:
        assert arrival.reason is not None
        return {
            "file": arrival.name,
            "ok": False,
            "reason": {"he": arrival.reason.he, "en": arrival.reason.en},
        }
    preview = arrival.preview
    return {
        "file": arrival.name,
        "ok": True,
        "episode": preview.facts.slug,
        "known": beside.known,
        "changed": beside.changed,
        **{name: getattr(preview.facts, name) for name in ("series", "number", "title", "guest", "date")},
        "speakers": [vars(one) for one in preview.people],
        "turns": preview.turns,
        "words": preview.words,
        "estimated_ms": preview.estimated_ms,
        "doubts": preview.doubts,
    }


def _lines(arrival: Arrival, beside: Standing, language: str) -> Iterator[str]:
    if arrival.preview is None:
        assert arrival.reason is not None
        yield f"{arrival.name}: {arrival.reason.sentence(language)}"
        return
    facts = arrival.preview.facts
    about = (facts.series, facts.number, facts.title, facts.guest, facts.date)
    yield f"{arrival.name}: {' · '.join(part for part in about if part)}"
    yield f"  {_speakers(arrival.preview, language)}"
    yield f"  {_size(arrival.preview, language)}"
    yield f"  {_became(beside, facts.slug, language)}"


def _speakers(preview: Preview, language: str) -> str:
    words = _ROLES[language]
    return ", ".join(f"{one.name} ({words[one.role]}, {words[one.gender]})" for one in preview.people)


def _size(preview: Preview, language: str) -> str:
    length = clock(preview.estimated_ms)
    if language == "he":
        return (
            f"{preview.turns} תורי דיבור, {preview.words} מילים, אורך משוער {length}; "
            f"{preview.doubts} פסקאות בניחוש"
        )
    size = f"{preview.turns} turns, {preview.words} words, about {length}"
    return f"{size}; {preview.doubts} paragraphs are a guess"


def _became(beside: Standing, slug: str, language: str) -> str:
    there = beside.there
    if language == "he":
        return {
            "new": f"נכנס; להקראה: karyan narrate {slug}",
            "same": f"כבר כאן: {slug}",
            "other": f"החליף את {there} ({beside.changed} פסקאות השתנו; מה שהוחלט נשאר): {slug}",
        }[beside.known]
    return {
        "new": f"went in; to hear it: karyan narrate {slug}",
        "same": f"here already: {slug}",
        "other": f"took the place of {there} ({beside.changed} paragraphs changed; decisions stay): {slug}",
    }[beside.known]
