"""``karyan runs``: the narrations in the background, how far each is, and pausing, going on, giving up."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from player import narrating
from player.cli_parts import example, home_of, json_option
from player.home import Home
from player.watching import Watched, watch, watch_all

_ACTS = {
    "pause": narrating.pause,
    "go_on": narrating.go_on,
    "cancel": narrating.cancel,
    "retry": narrating.retry,
}
_STATES = {
    "asked": "מתכוננים",
    "speaking": "מוקרא",
    "paused": "מושהה",
    "joining": "מחברים",
    "done": "הוקרא",
    "failed": "נכשל",
    "cancelled": "בוטל",
}


@click.command("runs", epilog=example("karyan runs", "karyan runs --pause EPISODE", "karyan runs --json"))
@click.option("--pause", multiple=True, metavar="EPISODE", help="להשהות · Begin no further clip of it.")
@click.option("--go-on", multiple=True, metavar="EPISODE", help="להמשיך · Speak on.")
@click.option("--cancel", multiple=True, metavar="EPISODE", help="לבטל · Give it up; what is spoken is kept.")
@click.option(
    "--retry", multiple=True, metavar="EPISODE", help="לנסות שוב רק מה שנכשל · Ask again for what failed."
)
@json_option
def runs_command(as_json: bool, **acts: Sequence[str]) -> None:
    """מה מוקרא ברקע · What is being narrated in the background, how far it is, what failed and why."""
    home = home_of()
    for act, episodes in acts.items():
        for episode in episodes:
            _ACTS[act](home, episode)
    every = _told(home, [episode for episodes in acts.values() for episode in episodes])
    if as_json:
        click.echo(json.dumps([run_facts(one) for one in every], ensure_ascii=False))
        return
    for line in _lines(every, home.settings.language):
        click.echo(line)


def run_facts(watched: Watched) -> dict[str, Any]:
    """A narration in the background as JSON prints it."""
    reasons = [one.reason for one in watched.first_failed if one.reason]
    return {
        "episode": watched.facts.slug,
        "run": watched.run_id,
        "state": watched.state,
        "percent": watched.percent,
        "seconds_left": watched.seconds_left,
        "speaking": [one.number for one in watched.speaking],
        "failed": watched.failed,
        "reasons": [{"he": one.he, "en": one.en} for one in filter(None, [watched.reason, *reasons])],
        "nobody_works": watched.nobody_works,
    }


def run_lines(watched: Watched, language: str) -> Iterator[str]:
    """A narration in the background: where it stands, then what failed and why."""
    hebrew = language == "he"
    state = _STATES[watched.state] if hebrew else watched.state
    yield f"{watched.facts.slug}\t{state}\t{watched.percent}%\t{watched.facts.title}"
    if watched.nobody_works:
        yield "  " + (
            "אין מי שמקריא; הפעילו: karyan serve או karyan worker"
            if hebrew
            else "nobody is there to speak; start karyan serve or karyan worker"
        )
    if watched.reason:
        yield f"  {watched.reason.sentence(language)}"
    for passage in watched.first_failed:
        number = f"פסקה {passage.number}" if hebrew else f"paragraph {passage.number}"
        yield f"  {number}: {passage.reason.sentence(language) if passage.reason else ''}"
    if watched.failed > len(watched.first_failed):
        yield f"  … {watched.failed}"


def _told(home: Home, named: Sequence[str]) -> list[Watched]:
    """What is being made, and what was just given up."""
    active = watch_all(home)
    known = {one.facts.slug for one in active}
    ended = (home.runs.last(episode) for episode in named if episode not in known)
    return [*active, *(watch(home, run) for run in ended if run)]


def _lines(every: Sequence[Watched], language: str) -> Iterator[str]:
    if not every:
        yield "לא מוקרא דבר ברקע" if language == "he" else "nothing is being narrated in the background"
    for one in every:
        yield from run_lines(one, language)
