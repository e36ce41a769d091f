"""The use case: an episode is written to a file of the user's."""

from pathlib import Path

from player.exports.base import file_name
from player.exports.table import EXPORTS
from player.files import whole_file
from player.home import Home


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
    narration, export = home.library.narration(slug), EXPORTS[form]
    target = output / file_name(narration, export) if output.is_dir() else output
    with whole_file(target) as file:
        export.write(narration, home.media, file)
    return target
