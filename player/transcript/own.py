"""A file that Karyan wrote → the transcript that it was written from, whichever of our formats it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from player.transcript.assembling import Spoken, assemble
from player.transcript.model import Heading, Transcript
from player.transcript.names_of_labels import is_same_person
from player.transcript.people import Person
from player.transcript.settled import WHY, Settled, Settling, paragraph_keys

_PARTS = ("series", "number", "title", "guest", "date", "edition")
_FROM_OUTSIDE = "לפי הקובץ"
"""Why somebody speaks a paragraph of which a file says that it is unsure, and not why."""


@dataclass(frozen=True)
class OwnFile:
    """What a file of ours says."""

    heading: Heading
    pieces: tuple[Spoken | str, ...]
    """Its paragraphs with who speaks them, and its notes, in order."""

    def transcript(self, settling: Settling) -> Transcript:
        """The transcript again, with what people settled of its episode since."""
        settled = settling(self.heading)
        return assemble(self.heading, _with_settled(self.pieces, settled) if settled else self.pieces)


def read_heading_facts(lines: object, facts: Any, name: str) -> Heading:
    """The title block of a file of ours.

    Args:
        lines: the block as it stood in the document; None where the file does not say.
        facts: what it was understood to say.
        name: the title where it has none.

    Raises:
        TypeError: where they are of another form.
    """
    values = {part: read_text(facts.get(part, "")) for part in _PARTS}
    if lines is None:
        lines = [values[part] for part in ("series", "number", "title", "guest", "date") if values[part]]
    if not isinstance(lines, list):
        raise TypeError("the title block is no list of lines")
    values["title"] = values["title"] or name
    return Heading(lines=tuple(map(read_text, lines)), **values)


def read_person(facts: Any) -> Person:
    """A speaker of a file of ours.

    Raises:
        TypeError, ValueError: where he is of another form.
    """
    role, gender = facts["role"], facts["gender"]
    if role not in ("host", "guest", "narrator") or gender not in ("m", "f"):
        raise ValueError("a speaker has no known role or gender")
    return Person(read_text(facts["name"]), role, gender)


def read_guesses(rows: Any) -> dict[int, tuple[float, str]]:
    """By a paragraph's index, how sure it is who speaks it, and why; those with a label are not among them.

    Raises:
        TypeError, ValueError: where they are of another form.
    """
    return {int(row["paragraph"]): (float(row["sure"]), read_text(row["why"])) for row in rows}


def spoken(text: str, person: Person, guess: tuple[float, str] | None, sure: float = 1.0) -> Spoken:
    """A paragraph with what a file of ours says of who speaks it."""
    how_sure, why = guess or (sure, "" if sure >= 1 else _FROM_OUTSIDE)
    return Spoken(text, person, how_sure, why)


def read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is no text")
    # Half a character, which JSON can write, could not be kept anywhere: this raises a ValueError.
    value.encode()
    return value


def _with_settled(pieces: Sequence[Spoken | str], settled: Settled) -> list[Spoken | str]:
    texts = [piece.text for piece in pieces if isinstance(piece, Spoken)]
    people = list(dict.fromkeys(piece.person for piece in pieces if isinstance(piece, Spoken)))
    keys = iter(paragraph_keys(texts))
    return [
        _settle(piece, settled.get(next(keys)), people) if isinstance(piece, Spoken) else piece
        for piece in pieces
    ]


def _settle(one: Spoken, name: str | None, people: Sequence[Person]) -> Spoken:
    """The paragraph as its settled speaker's; as it was where nobody is called so."""
    found = [person for person in people if person.name == name] or [
        person for person in people if name and is_same_person(person.name, name)
    ]
    return replace(one, person=found[0], sure=1.0, why=WHY) if found else one
