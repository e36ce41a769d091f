"""What the style page shows of mending, the bin and the disk: made up in the real classes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from player.bin import Deleted
from player.decisions import Change, Edit
from player.history import told
from player.mendable import Mendable
from player.mending import Cost
from player.rereading import WordRead
from player.saying import WordSaid
from player.storage import KINDS, Held, Storage
from player.transcript.model import Line
from player.transcript.sentences import lines_of
from player.web.language import language
from player.web.mending import PAUSES_MS as PAUSES
from player.web.mending import Row, cost_sentence
from player.web.samples import FACTS, SAID
from player.web.samples import SPEAKERS as ALL

__all__ = ("DELETED", "KINDS", "PANELS", "PAUSES", "SPEAKERS", "STORAGE", "cost", "rows")

SPEAKERS = ALL[:3]
_NAMES = tuple(one.name for one in SPEAKERS)
_TEXT = " ".join(SAID[1])


@dataclass(frozen=True)
class Panel:
    """What the panel of a paragraph shows."""

    paragraph: Mendable
    word: WordRead | None = None
    told: str = ""
    """The key of the words above all else; "" for none."""

    @property
    def at(self) -> int | None:
        return None if self.word is None else self.word.index

    @property
    def line(self) -> Line:
        return lines_of(self.paragraph.text)[0]


_GUESSED = Mendable(
    "k1",
    1,
    SPEAKERS[1].name,
    "",
    0.62,
    "תשובה אחרי שאלה",
    _TEXT,
    _TEXT,
    "",
    False,
    _NAMES,
)
_MENDED = replace(_GUESSED, settled=SPEAKERS[1].name, why="", written=f"{_TEXT} אולי.", pause="500")
_WORD = WordRead(0, "במפה", "במפה", WordSaid("במפה", "במפה", "בַּמַּפָּה", "bamapˈa"), "בְּמַפָּה", "")
PANELS = {
    "mend_word": Panel(_GUESSED, _WORD),
    "mend_mended": Panel(_MENDED, told="mend.kept"),
    "mend_unspoken": Panel(replace(_GUESSED, unspoken=True)),
}
"""Name of the state → the panel in it."""
_READ = Change(FACTS.slug, "reading", "במפה", "", "בְּמַפָּה")
_SETTLED = Change(FACTS.slug, "speaker", "k1", SPEAKERS[0].name, SPEAKERS[1].name, SAID[1][0])
_EDITS = (
    Edit(2, FACTS.slug, "2024-02-09T07:41:00+00:00", "מאיה", False, (_READ,)),
    Edit(1, FACTS.slug, "2024-02-08T16:02:00+00:00", "", True, (_SETTLED,)),
)
STORAGE = Storage(
    (Held("clips", 4200, 310_000_000, 96, 7_400_000), Held("sounds", 84, 1_900_000_000), Held("covers", 42)),
    (),
    2,
    1,
)
DELETED = (Deleted(FACTS, 29), Deleted(FACTS, 0))


def rows() -> list[Row]:
    """What was edited, in the reader's language."""
    now = datetime(2024, 2, 9, 12, tzinfo=UTC)
    return [Row(told(edit, language(), now), edit.undone) for edit in _EDITS]


def cost() -> str:
    """What a change costs, in the reader's language."""
    return cost_sentence(Cost(3, 240, 4.0), language())
