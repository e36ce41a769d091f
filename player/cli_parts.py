"""What the commands share: options, the home that the settings name, a bar that shows how far it is."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import click

from audio.engines.table import AUTO, ENGINES
from player.config import load_settings
from player.home import Home, open_home

engine_option = click.option(
    "--engine",
    type=click.Choice([AUTO, *ENGINES]),
    help="מנוע הדיבור · Who speaks; auto takes edge where it answers, else the best built-in voice.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="התוצאה כ־JSON · Print the result as JSON."
)


def example(*lines: str) -> str:
    """A command's example, as its help shows it."""
    shown = "\n".join(f"  $ {line}" for line in lines)
    return f"\b\nלמשל · Example:\n{shown}"


def home_of(engine: str | None = None, host: str | None = None) -> Home:
    """The home that the settings name, with another engine or host where the command names one.

    From here on messages are in the language of its settings.
    """
    named = {name: value for name, value in (("engine", engine), ("host", host)) if value}
    home = open_home(load_settings().but(**named))
    click.get_current_context().find_root().obj = home.settings.language
    return home


def bar(stack: ExitStack, label: str) -> Callable[[int, int], None]:
    """A bar on stderr, which appears when it is first told how much is done, and of how much.

    Once it is told less than before, what is counted has begun anew, with another bar.
    """
    bars: list[Any] = []

    def show(done: int, total: int) -> None:
        if not bars or done < bars[0].pos:
            bars.clear()
            made = click.progressbar(length=total, label=label, file=sys.stderr)
            bars.append(stack.enter_context(made))
        bars[0].update(done - bars[0].pos)

    return show
