"""``karyan export``: episodes are taken away, in a form or in all of them."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from audio.errors import BadUse
from player.cli_parts import bar, example, home_of
from player.exports.table import EXPORTS, SINGLE
from player.exports.taking import episodes_of, take_all, take_away
from player.home import Home

ALL = "all"


def _forms_help() -> str:
    rows = "\n".join(
        f"  {export.name.ljust(12)} {export.help_he}\n  {' ' * 12} {export.help_en}"
        for export in EXPORTS.values()
    )
    return f"\b\nהצורות · The formats:\n{rows}\n\n"


@click.command(
    "export",
    epilog=_forms_help()
    + example(
        "karyan export חיים-חדשים-451 --format mp3 --output episode.mp3",
        "karyan export חיים-חדשים-451 --format all --output folder",
        'karyan export --series "חיים חדשים" --format epub',
    ),
)
@click.argument("episode", required=False)
@click.option("--series", help="כל הפרקים של הסדרה · Every episode of this series.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*EXPORTS, ALL]),
    required=True,
    help="הצורה, או all לכולן · The format, or all of them.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="קובץ או תיקייה · A file, or a folder in which the files get the episodes' names.",
)
def export_command(episode: str | None, series: str | None, form: str, output: Path) -> None:
    """לקחת פרק או סדרה · Write an episode, or a whole series, to files."""
    home = home_of()
    if (episode is None) == (series is None):
        raise BadUse(
            "כתבו את הפרק, או סדרה ב־--series; הפקודה karyan list מראה מה יש",
            "name an episode, or a series with --series; `karyan list` shows what there is",
        )
    if episode is not None and form != ALL:
        click.echo(take_away(home, episode, form, output))
        return
    slugs = [episode] if episode is not None else episodes_of(home, series or "")
    _take_all(home, slugs, SINGLE if form == ALL else (form,), output)


def _take_all(home: Home, slugs: Sequence[str], forms: Sequence[str], folder: Path) -> None:
    label = "כותב" if home.settings.language == "he" else "Writing"
    with ExitStack() as stack:
        for written in take_all(home, slugs, forms, folder, bar(stack, label)):
            click.echo(written)
