"""The lexicon as a file of tab-separated values, which people edit in a spreadsheet and hand to each other.

A line an entry: what is written, what is said and, where it holds for one episode only, that episode's slug.
Empty lines and those that begin with ``#`` are passed over.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from player.errors import BadTranscript, BadUse
from player.files import whole_file
from player.lexicon import HOUSE, Entry, new_entry
from player.transcript.text import decode, text_lines

FILE_NAME = "lexicon.tsv"
_LIMIT_MB = 5
_HEAD = "# נכתב\tנאמר\tפרק"


def read_entries(path: Path) -> list[Entry]:
    """The entries of a file, all of them or none.

    Raises:
        BadUse: where it cannot be read, or with the number of the first line that is no entry.
    """
    entries: dict[tuple[str, str], Entry] = {}
    for number, line in enumerate(text_lines(_text(path)), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            entry = _entry(line)
            known = entries.setdefault((entry.written, entry.episode), entry)
            if known.said != entry.said:
                raise BadUse(
                    f"„{entry.written}” כבר נאמר אחרת למעלה; השאירו שורה אחת",
                    f'"{entry.written}" is said otherwise above; keep one of the lines',
                )
        except BadUse as error:
            raise BadUse(
                f"{path.name}, שורה {number}: {error.he}", f"{path.name}, line {number}: {error.en}"
            ) from error
    return list(entries.values())


def write_entries(entries: Sequence[Entry], output: Path) -> Path:
    """Write entries so that `read_entries` gives them back.

    Args:
        entries: what is written.
        output: the file, or an existing folder in which it gets its usual name.

    Returns:
        The file that was written.

    Raises:
        BadUse: where it cannot be written.
    """
    target = output / FILE_NAME if output.is_dir() else output
    with whole_file(target) as file:
        file.write("".join(f"{line}\n" for line in _lines(entries)).encode())
    return target


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    yield _HEAD
    for entry in entries:
        yield "\t".join([entry.written, entry.said, *([entry.episode] if entry.episode else [])])


def _entry(line: str) -> Entry:
    # A spreadsheet doubles the quotes within a cell and puts others around it.
    (cells,) = csv.reader([line], delimiter="\t")
    written, *rest = map(str.strip, cells)
    if len(rest) not in (1, 2):
        raise BadUse(
            "בכל שורה צריכים לעמוד מה שנכתב, טאב ומה שנאמר, ואולי עוד טאב ושם הפרק",
            "each line needs what is written, a tab and what is said, perhaps another tab and the episode",
        )
    return new_entry(written, rest[0], rest[1] if len(rest) > 1 else HOUSE)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= _LIMIT_MB * 1_000_000:
            return decode(path.read_bytes(), path.name)
    except (OSError, BadTranscript) as error:
        raise _unreadable(path) from error
    raise _unreadable(path)


def _unreadable(path: Path) -> BadUse:
    return BadUse(
        f"אי אפשר לקרוא את {path}; תנו קובץ טקסט עם טאבים (tsv) בקידוד UTF-8, עד {_LIMIT_MB} מגה־בייט",
        f"{path} cannot be read; give a tab-separated text file (.tsv) in UTF-8, of {_LIMIT_MB} MB at most",
    )
