"""``karyan search``: which sentences of all episodes have these words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from audio.timecode import clock
from player.cli_parts import example, home_of, json_option
from player.search import FoundEpisode

_NOTHING_HE = "אף משפט לא נמצא; נסו פחות מילים, או את ראשן בלבד"
_NOTHING_EN = "no sentence was found; try fewer words, or only how they begin"


@click.command("search", epilog=example("karyan search לחם וגבינה", "karyan search לחם --json"))
@click.argument("words", nargs=-1, required=True)
@json_option
def search_command(words: Sequence[str], as_json: bool) -> None:
    """לחפש בכל הפרקים · Find sentences in all episodes; points, finals and prefixes do not matter."""
    home = home_of()
    query = " ".join(words)
    found = home.library.search.find(query).episodes
    if as_json:
        click.echo(json.dumps([_facts(one) for one in found], ensure_ascii=False))
        return
    for row in _rows(found):
        click.echo(row)
    if not found:
        click.echo(_NOTHING_HE if home.settings.language == "he" else _NOTHING_EN, err=True)


def _facts(one: FoundEpisode) -> dict[str, object]:
    hits = [
        {"line": hit.line, "start_ms": hit.start_ms, "speaker": hit.speaker, "text": hit.text}
        for hit in one.hits
    ]
    return {**asdict(one.facts), "count": one.count, "hits": hits}


def _rows(found: Sequence[FoundEpisode]) -> Iterator[str]:
    """An episode's name with how many sentences were found in it, then the first of them."""
    for one in found:
        yield f"{one.facts.slug}\t{one.facts.title}\t{one.count}"
        for hit in one.hits:
            yield f"  {clock(hit.start_ms)}\t{hit.speaker}: {hit.text}"
