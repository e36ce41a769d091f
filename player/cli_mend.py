"""The commands that correct an episode: mend, undo, redo, history."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from getpass import getuser
from typing import Any

import click

from player.cli_parts import bar, example, home_of, json_option
from player.decisions import YES, Edit, Kind
from player.errors import BadUse
from player.history import told
from player.home import Home
from player.mendable import Mendable, mendables, until_the_next_label
from player.mending import Cost, Wish, as_narrated, cost, engine_of, mend
from player.narration import narrate_episode
from player.settling import first_words
from player.showing import failure_sentence, report_sentence

_PARAGRAPH = "PARAGRAPH"
_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
later_option = click.option(
    "--later", is_flag=True, help="לא להקריא עכשיו · Do not speak it now; the next narration does."
)


def _option(name: str, help_: str, kinds: Any = (int, str), metavar: str = "PARAGRAPH WORDS") -> _Decorator:
    return click.option(name, type=kinds, multiple=True, metavar=metavar, help=help_)


@click.command(
    "mend",
    epilog=example(
        "karyan mend EPISODE",
        'karyan mend EPISODE --text 3 "שלום לכם."',
        "karyan mend EPISODE --pause 3 1500",
    ),
)
@click.argument("episode")
@_option("--text", "מה כתוב בפסקה · What stands in a paragraph; as in the document: an empty text.")
@_option("--speaker", "של מי הפסקה · Whose a paragraph is; a guess again: an empty name.")
@click.option("--until-label", is_flag=True, help="עד התווית הבאה · With --speaker: to the next label.")
@_option("--pause", "השתיקה שאחריה · The pause after it in milliseconds; usual: an empty text.")
@_option("--unspoken", "לא להקריא אותה · Leave a paragraph unspoken.", int, _PARAGRAPH)
@_option("--spoken", "לשוב ולהקריא אותה · Speak it again.", int, _PARAGRAPH)
@_option("--reading", "איך נקראת מילה · How a word is read in this episode.", (str, str), "WORD SAID")
@click.option("--cost", "only_cost", is_flag=True, help="רק כמה זה עולה · Only tell what it would cost.")
@later_option
@json_option
def mend_command(
    episode: str,
    text: Sequence[tuple[int, str]],
    speaker: Sequence[tuple[int, str]],
    until_label: bool,
    pause: Sequence[tuple[int, str]],
    unspoken: Sequence[int],
    spoken: Sequence[int],
    reading: Sequence[tuple[str, str]],
    only_cost: bool,
    later: bool,
    as_json: bool,
) -> None:
    """לתקן פרק · Correct an episode's paragraphs; only what changed is spoken anew. Bare: list them."""
    home = as_narrated(home_of(), episode)
    paragraphs = list(mendables(home, episode))
    wanted: dict[Kind, list[tuple[int, str]]] = {
        "text": list(text),
        "speaker": list(speaker),
        "pause": list(pause),
        "unspoken": [*((one, YES) for one in unspoken), *((one, "") for one in spoken)],
    }
    wishes = [
        Wish(kind, _at(paragraphs, index).key, after)
        for kind, changes in wanted.items()
        for index, after in changes
    ]
    if until_label:
        wishes = [one for wish in wishes for one in _until_label(home, episode, wish)]
    wishes += [Wish("reading", word, said) for word, said in reading]
    if not wishes:
        _show_paragraphs(paragraphs, home, as_json)
        return
    asked = cost(home, episode, wishes, engine_of(home))
    if only_cost:
        click.echo(json.dumps(asdict(asked)) if as_json else _cost(asked, home))
        return
    _tell(mend(home, episode, wishes, getuser()), home, episode, later, as_json)


@click.command("undo", epilog=example("karyan undo EPISODE"))
@click.argument("episode")
@later_option
@json_option
def undo_command(episode: str, later: bool, as_json: bool) -> None:
    """לבטל את התיקון האחרון · Take back the last change of an episode."""
    home = as_narrated(home_of(), episode)
    _tell(home.decisions.undo(episode), home, episode, later, as_json)


@click.command("redo", epilog=example("karyan redo EPISODE"))
@click.argument("episode")
@later_option
@json_option
def redo_command(episode: str, later: bool, as_json: bool) -> None:
    """להחזיר תיקון שבוטל · Make the change that was taken back once more."""
    home = as_narrated(home_of(), episode)
    _tell(home.decisions.redo(episode), home, episode, later, as_json)


@click.command("history", epilog=example("karyan history EPISODE", "karyan history EPISODE --json"))
@click.argument("episode")
@json_option
def history_command(episode: str, as_json: bool) -> None:
    """מי שינה מה ומתי · Who changed what of an episode, and when; the last first."""
    home = home_of()
    edits = home.decisions.history(episode)
    if as_json:
        click.echo(json.dumps([asdict(edit) for edit in edits], ensure_ascii=False))
        return
    for line in _history(edits, home.settings.language == "he"):
        click.echo(line)


def _history(edits: Sequence[Edit], hebrew: bool) -> Iterator[str]:
    now = datetime.now().astimezone()
    if not edits:
        yield "עוד לא שונה דבר" if hebrew else "nothing was changed yet"
    for edit in edits:
        undone = (" (בוטל)" if hebrew else " (undone)") if edit.undone else ""
        yield told(edit, "he" if hebrew else "en", now) + undone


def _until_label(home: Home, episode: str, wish: Wish) -> list[Wish]:
    return until_the_next_label(home, episode, wish) if wish.kind == "speaker" else [wish]


def _at(paragraphs: Sequence[Mendable], index: int) -> Mendable:
    if not 0 <= index < len(paragraphs):
        raise BadUse(
            f"אין במסמך פסקה {index}; מספרי הפסקאות הם 0 עד {len(paragraphs) - 1}",
            f"the document has no paragraph {index}; they are numbered 0 to {len(paragraphs) - 1}",
        )
    return paragraphs[index]


def _show_paragraphs(paragraphs: Sequence[Mendable], home: Home, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(one) for one in paragraphs], ensure_ascii=False))
        return
    unspoken = "לא מוקרא" if home.settings.language == "he" else "unspoken"
    for one in paragraphs:
        click.echo(f"{one.number}\t{unspoken if one.unspoken else one.speaker}\t{first_words(one.text)}")


def _cost(asked: Cost, home: Home) -> str:
    hebrew = home.settings.language == "he"
    if not asked.clips:
        return "אין מה להקריא מחדש" if hebrew else "nothing to speak anew"
    seconds = "" if asked.seconds is None else f", {max(1, round(asked.seconds))} {'שנ׳' if hebrew else 's'}"
    what = f"קטעים להקראה: {asked.clips}" if hebrew else f"clips to speak: {asked.clips}"
    return what + seconds


def _tell(edit: Edit, home: Home, episode: str, later: bool, as_json: bool) -> None:
    """What was changed; then it is spoken, and told of too."""
    hebrew = home.settings.language == "he"
    if as_json:
        click.echo(json.dumps(asdict(edit), ensure_ascii=False))
    else:
        click.echo(told(edit, "he" if hebrew else "en", datetime.now().astimezone()))
    if later:
        return
    with ExitStack() as stack:
        on_progress = bar(stack, "מקריא" if hebrew else "Narrating")
        report = narrate_episode(episode, home, on_progress=on_progress)
    if report.clips_failed:
        click.echo(failure_sentence(report, home.settings.language), err=True)
        raise SystemExit(1)
    click.echo(report_sentence(report, home.settings.language), err=True)
