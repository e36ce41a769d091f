"""The use case: episodes are written to files of the user's."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from audio.media import copy
from player.errors import BadUse
from player.exports.base import file_name
from player.exports.made import Made, open_export
from player.exports.table import EXPORTS
from player.files import whole_file
from player.home import Home

Progress = Callable[[int, int], None]
"""Told how many files are written, and of how many."""


def take_away(home: Home, slug: str, form: str, output: Path) -> Path:
    """Write an episode in a format; an older file of that name is replaced when the new one is whole.

    Args:
        home: where the episode lies.
        slug: the episode.
        form: a name of the table of exports.
        output: the file, or an existing folder in which it gets the episode's name.

    Returns:
        The file that was written.

    Raises:
        NoSuchEpisode: if the library does not have it.
        BadUse: where the file cannot be written.
    """
    made = open_export(home.library, home.media, slug, EXPORTS[form])
    return _copy(made, output / file_name(made.facts, EXPORTS[form]) if output.is_dir() else output)


def take_all(
    home: Home, slugs: Sequence[str], forms: Sequence[str], folder: Path, on_progress: Progress
) -> Iterator[Path]:
    """Write each of the episodes in each of the formats; each file is told of when it is whole.

    Args:
        home: where the episodes lie.
        slugs: the episodes.
        forms: names of the table of exports.
        folder: where the files get the episodes' names; it is made where there is none.
        on_progress: told after each file.

    Raises:
        NoSuchEpisode: if the library does not have one of them.
        BadUse: where a file cannot be written.
    """
    _make_folder(folder)
    taken: set[str] = set()
    todo = [(slug, form) for slug in slugs for form in forms]
    for number, (slug, form) in enumerate(todo):
        on_progress(number, len(todo))
        export = EXPORTS[form]
        made = open_export(home.library, home.media, slug, export)
        name = file_name(made.facts, export)
        if name in taken:
            # Another episode of the same series, number and title.
            name = f"{name.removesuffix(export.suffix)} ({slug}){export.suffix}"
        taken.add(name)
        yield _copy(made, folder / name)
    on_progress(len(todo), len(todo))


def episodes_of(home: Home, series: str) -> list[str]:
    """The slugs of a series, in the order of their dates.

    Raises:
        BadUse: if there is no such series; it says which there are.
    """
    episodes = sorted(home.library.episodes(), key=lambda episode: (episode.facts.date, episode.facts.number))
    found = [episode.facts.slug for episode in episodes if episode.facts.series == series]
    if not found:
        known = ", ".join(sorted({episode.facts.series for episode in episodes if episode.facts.series}))
        raise BadUse(
            f"אין סדרה בשם {series} בספרייה; יש בה: {known or 'אף סדרה'}",
            f"the library has no series {series}; it has: {known or 'none'}",
        )
    return found


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadUse(
            f"אי אפשר לכתוב אל התיקייה {folder} ({error.strerror}); בחרו תיקייה אחרת ב־--output",
            f"the folder {folder} cannot be written ({error.strerror}); choose another one with --output",
        ) from error


def _copy(made: Made, target: Path) -> Path:
    with made.file, whole_file(target) as file:
        copy(made.file, file)
    return target
