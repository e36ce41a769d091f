"""The command about who speaks: what is unsure of an episode, and settling it."""

import json
from collections.abc import Iterator, Sequence
from getpass import getuser
from typing import Any

import click

from player.cli_parts import example, home_of, json_option
from player.home import Home
from player.settling import SpokenParagraph, first_words, paragraph_at, settle, spoken_paragraphs


@click.command(
    "speakers",
    epilog=example("karyan speakers EPISODE", "karyan speakers EPISODE --settle 17 אורן"),
)
@click.argument("episode")
@click.option("--all", "every", is_flag=True, help="גם מה שבטוח · Those too of which it is sure.")
@click.option(
    "--settle",
    "settled",
    type=(int, str),
    multiple=True,
    metavar="PARAGRAPH SPEAKER",
    help="לקבוע של מי פסקה · Whose a paragraph is, for every narration from now on; repeatable.",
)
@click.option(
    "--unsettle",
    "unsettled",
    type=int,
    multiple=True,
    metavar="PARAGRAPH",
    help="לבטל את הקביעה · Take that back; repeatable.",
)
@json_option
def speakers_command(
    episode: str, every: bool, settled: Sequence[tuple[int, str]], unsettled: Sequence[int], as_json: bool
) -> None:
    """מי מדבר · Who speaks where the transcript does not say, how sure that is and why; settle it."""
    home = home_of()
    for index, speaker in settled:
        settle(home, episode, paragraph_at(home, episode, index).key, speaker, getuser())
    for index in unsettled:
        settle(home, episode, paragraph_at(home, episode, index).key, "", getuser())
    paragraphs = spoken_paragraphs(home, episode)
    shown = [one for one in paragraphs if every or one.is_unsure]
    if as_json:
        click.echo(json.dumps([_facts(one) for one in shown], ensure_ascii=False))
        return
    decided = {*(index for index, _ in settled), *unsettled}
    changed = [one for one in paragraphs if one.index in decided]
    for line in _changes(changed, home, episode) if changed else _rows(shown, home):
        click.echo(line)


def _facts(paragraph: SpokenParagraph) -> dict[str, Any]:
    return {
        "paragraph": paragraph.index,
        "speaker": paragraph.speaker,
        "sure": paragraph.sure,
        "why": paragraph.why,
        "settled": paragraph.settled,
        "text": paragraph.text,
    }


def _rows(paragraphs: Sequence[SpokenParagraph], home: Home) -> Iterator[str]:
    """A line a paragraph, or that nothing is unsure."""
    hebrew = home.settings.language == "he"
    if not paragraphs:
        yield "אין ספק בשום פסקה; כולן: --all" if hebrew else "nothing is in doubt; to see all: --all"
    for one in paragraphs:
        why = one.why or ("לפי התווית" if hebrew else "by its label")
        if one.settled and one.settled != one.speaker:
            why = f"נקבע: {one.settled}" if hebrew else f"settled: {one.settled}"
        yield f"{one.index}\t{one.speaker}\t{one.sure:.0%}\t{why}\t{first_words(one.text)}"


def _changes(paragraphs: Sequence[SpokenParagraph], home: Home, episode: str) -> Iterator[str]:
    """What was decided now, and when it is heard."""
    hebrew = home.settings.language == "he"
    for one in paragraphs:
        if one.settled:
            yield f"פסקה {one.index}: {one.settled}" if hebrew else f"paragraph {one.index}: {one.settled}"
        else:
            yield f"פסקה {one.index}: שוב לפי ניחוש" if hebrew else f"paragraph {one.index}: guessed again"
    he, en = "יישמע אחרי הקראה נוספת:", "it is heard when it is narrated again:"
    yield f"{he if hebrew else en} karyan narrate {episode}"
