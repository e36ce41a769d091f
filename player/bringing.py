"""Bringing documents: what was understood of each is shown before it is kept and before anything is spoken.

Until somebody decides, a document lies in the media store under the day on which it arrived, and no later
than two days after it is taken away again. So nobody sends it twice, whatever becomes of the window.
"""

import json
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any, Literal

from player.errors import BadTranscript, BadUse, NoSuchDocument
from player.home import Home
from player.manuscripts import Manuscript
from player.previewing import Preview, preview_of, preview_read
from player.transcript.document import document_of

_ARRIVED = "documents/arrived"
_DAYS_KEPT = 1
_DAYS_LOOKED_BACK = 60
"""So many days' folders are taken away, in case nobody brought anything for a while."""
_BATCH = re.compile(r"(\d{4}-\d\d-\d\d)-[\w-]{16}")

Known = Literal["new", "same", "other"]
"""Whether the house has no document of the episode, this very one, or another."""


@dataclass(frozen=True)
class Arrival:
    """A document of a batch."""

    number: int
    """Counts the batch's documents from 0."""
    name: str
    sha256: str
    preview: Preview | None
    """None where it cannot be narrated."""
    reason: BadTranscript | None
    """Why it cannot be narrated."""


@dataclass(frozen=True)
class Standing:
    """A good document beside what the house has of its episode."""

    known: Known
    there: str = ""
    """The name of the other document, which gives way to it."""
    changed: int = 0
    """How many paragraphs differ from the other's."""


def receive(home: Home, files: Iterable[tuple[str, bytes]]) -> str:
    """Look at documents and hold the good ones until somebody decides.

    Args:
        home: whose media store holds them.
        files: the name and the bytes of each; one is asked for after the other.

    Returns:
        The batch's name, by which `arrivals` finds them.

    Raises:
        BadUse: where there are none.
    """
    if not files:
        raise BadUse(
            "לא נבחר קובץ; בחרו קבצים או הדביקו טקסט", "no file was chosen; choose some or paste text"
        )
    today = datetime.now(UTC).date()
    _forget_old(home, today)
    batch = f"{today.isoformat()}-{secrets.token_urlsafe(12)}"
    rows = []
    for number, (name, data) in enumerate(files):
        arrival = look(home, number, name, data)
        if arrival.preview:
            with home.media.create(_place(batch, str(number))) as file:
                file.write(data)
        rows.append(_row(arrival))
    if not rows:
        raise BadUse(
            "לא נבחר קובץ; בחרו קבצים או הדביקו טקסט", "no file was chosen; choose some or paste text"
        )
    with home.media.create(_place(batch, "batch.json")) as file:
        file.write(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return batch


def look(home: Home, number: int, name: str, data: bytes) -> Arrival:
    """What was understood of a document, or why it cannot be narrated; nothing is kept."""
    name = PurePath(name.replace("\\", "/")).name or "?"
    try:
        document = document_of(data, name)
        return Arrival(number, name, document.sha256, preview_of(home, document), None)
    except BadTranscript as error:
        return Arrival(number, name, "", None, error)


def arrivals(home: Home, batch: str) -> list[Arrival]:
    """The documents of a batch.

    Raises:
        BadUse: where they are no longer there.
    """
    try:
        with home.media.open(_place(batch, "batch.json")) as file:
            return [_arrival(row) for row in json.loads(file.read().decode("utf-8", "surrogatepass"))]
    except FileNotFoundError:
        raise _gone() from None


def standing(home: Home, arrival: Arrival) -> Standing:
    """What taking the document in would change."""
    assert arrival.preview is not None
    try:
        there = home.manuscripts.manuscript(arrival.preview.facts.slug)
    except NoSuchDocument:
        return Standing("new")
    if there.sha256 == arrival.sha256:
        return Standing("same", there.name)
    decided = home.decisions.decided(there.slug)
    old = {paragraph.key for paragraph in home.manuscripts.original(there.slug, decided).paragraphs}
    new = set(arrival.preview.keys)
    return Standing("other", there.name, max(len(new - old), len(old - new)))


def take_in(home: Home, batch: str, numbers: Sequence[int] = ()) -> list[Manuscript]:
    """Keep documents of a batch; one that is there already stays as it is.

    Args:
        home: where they are kept.
        batch: as `receive` named it.
        numbers: which of them; none for all that are good.

    Returns:
        The documents as the house has them now.

    Raises:
        BadUse: where they are no longer there.
    """
    good = [one for one in arrivals(home, batch) if one.preview and (not numbers or one.number in numbers)]
    if not good:
        raise BadUse("אין כאן מסמך שאפשר להכניס", "there is no document here that can go in")
    return [keep(home, one, _bytes(home, batch, one)) for one in good]


def keep(home: Home, arrival: Arrival, data: bytes) -> Manuscript:
    """Keep a good document; one that is there already stays as it is."""
    if standing(home, arrival).known != "same":
        return home.manuscripts.bring(data, arrival.name)
    assert arrival.preview is not None
    return home.manuscripts.manuscript(arrival.preview.facts.slug)


def send_back(home: Home, slug: str) -> str:
    """Take a document out of the house; it can go in again from the batch that is named, for a day.

    What was decided of the episode stays, and holds if it comes again; so does a finished narration. One that
    is being made is given up.

    Raises:
        NoSuchDocument: where none was brought.
    """
    manuscript = home.manuscripts.manuscript(slug)
    with home.media.open(manuscript.media) as file:
        batch = receive(home, [(manuscript.name, file.read())])
    run = home.runs.last(slug)
    if run is not None:
        home.runs.cancel(run.id)
    home.manuscripts.remove(slug)
    return batch


def _bytes(home: Home, batch: str, arrival: Arrival) -> bytes:
    try:
        with home.media.open(_place(batch, str(arrival.number))) as file:
            return file.read()
    except FileNotFoundError:
        raise _gone() from None


def _place(batch: str, name: str) -> str:
    found = _BATCH.fullmatch(batch)
    if found is None:
        raise _gone()
    return f"{_ARRIVED}/{found[1]}/{batch}/{name}"


def _forget_old(home: Home, today: Any) -> None:
    """Whole days at a time, so that no store has to be searched."""
    for day in _old_days(today):
        home.media.delete_folder(f"{_ARRIVED}/{day}")


def _old_days(today: Any) -> Iterator[str]:
    for back in range(_DAYS_KEPT + 1, _DAYS_LOOKED_BACK):
        yield (today - timedelta(days=back)).isoformat()


def _row(arrival: Arrival) -> dict[str, Any]:
    reason = arrival.reason
    return {
        "number": arrival.number,
        "name": arrival.name,
        "sha256": arrival.sha256,
        "preview": asdict(arrival.preview) if arrival.preview else None,
        "reason": [reason.he, reason.en] if reason else None,
    }


def _arrival(row: dict[str, Any]) -> Arrival:
    preview = preview_read(row["preview"]) if row["preview"] else None
    reason = BadTranscript(*row["reason"]) if row["reason"] else None
    return Arrival(row["number"], row["name"], row["sha256"], preview, reason)


def _gone() -> BadUse:
    return BadUse(
        "המסמכים האלה אינם כאן עוד, כי לא הוכנסו בתוך יום; הביאו אותם שוב",
        "these documents are no longer here, for they were not taken in within a day; bring them again",
    )
