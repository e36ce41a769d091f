"""The history of an episode, a line an edit: who changed what, when, from what to what."""

from collections.abc import Callable
from datetime import datetime, timedelta

from player.decisions import Change, Edit, Kind
from player.lexicon import HOUSE
from player.settling import first_words

# An arrow is not turned round where the text runs from right to left.
_ONWARD_HE, _ONWARD_EN = "←", "→"
_Said = tuple[str, str]
"""In Hebrew and in English."""


def told(edit: Edit, language: str, now: datetime) -> str:
    """An edit in one line.

    Args:
        edit: what was done.
        language: ``he`` or ``en``.
        now: the moment, with the time zone in which times are told.
    """
    hebrew = language == "he"
    who = edit.made_by or ("מישהו" if hebrew else "somebody")
    more = len(edit.changes) - 1
    others = (f" (ועוד {more})" if hebrew else f" (and {more} more)") if more else ""
    what = _what(edit.changes[0])[not hebrew]
    return f"{who}, {when(edit.made_at, hebrew, now)}: {what}{others}"


def when(made_at: str, hebrew: bool, now: datetime) -> str:
    """The day and the minute of a time in ISO 8601."""
    at = datetime.fromisoformat(made_at).astimezone(now.tzinfo)
    days = {now.date(): ("היום", "today"), now.date() - timedelta(1): ("אתמול", "yesterday")}
    day = days[at.date()][not hebrew] if at.date() in days else f"{at.day}.{at.month}.{at.year}"
    return f"{day} {at:%H:%M}"


def _what(change: Change) -> _Said:
    return _WHATS[change.kind](change)


def _speaker(change: Change) -> _Said:
    he, en = _from_to(change, "לפי ניחוש", "as guessed")
    return f"מי מדבר בפסקה „{change.about}”: {he}", f'who speaks the paragraph "{change.about}": {en}'


def _text(change: Change) -> _Said:
    he, en = (first_words(change.after) or usual for usual in ("כמו במסמך", "as in the document"))
    return f"הטקסט של הפסקה „{change.about}”: {he}", f'the text of the paragraph "{change.about}": {en}'


def _pause(change: Change) -> _Said:
    he, en = (
        f"{_seconds(change.before, usual, unit)} {arrow} {_seconds(change.after, usual, unit)}"
        for usual, unit, arrow in (("רגילה", "שנ׳", _ONWARD_HE), ("usual", "s", _ONWARD_EN))
    )
    return f"השתיקה אחרי „{change.about}”: {he}", f'the pause after "{change.about}": {en}'


def _seconds(ms: str, usual: str, unit: str) -> str:
    return f"{int(ms) / 1000:g} {unit}" if ms else usual


def _unspoken(change: Change) -> _Said:
    if change.after:
        return f"הפסקה „{change.about}” אינה מוקראת", f'the paragraph "{change.about}" is left unspoken'
    return f"הפסקה „{change.about}” שוב מוקראת", f'the paragraph "{change.about}" is spoken again'


def _voice(change: Change) -> _Said:
    he, en = _from_to(change, "כפי שיצא", "as it comes")
    return (
        f"הקול של {change.about}{_scope(change)[0]}: {he}",
        f"{change.about}'s voice{_scope(change)[1]}: {en}",
    )


def _reading(change: Change) -> _Said:
    he, en = _from_to(change, "כרגיל", "as usual")
    word = change.about or change.subject
    return f"איך נקרא „{word}”{_scope(change)[0]}: {he}", f'how "{word}" is read{_scope(change)[1]}: {en}'


def _of_speaker(change: Change) -> _Said:
    he, en = {"role": ("התפקיד", "role"), "gender": ("המין", "gender")}[change.kind]
    hebrew, english = _from_to(change, "כמו במסמך", "as in the document")
    return f"{he} של {change.about}: {hebrew}", f"{change.about}'s {en}: {english}"


def _scope(change: Change) -> _Said:
    return (" בכל הפרקים", " in every episode") if change.scope == HOUSE else ("", "")


def _from_to(change: Change, usual_he: str, usual_en: str) -> _Said:
    return (
        f"{change.before or usual_he} {_ONWARD_HE} {change.after or usual_he}",
        f"{change.before or usual_en} {_ONWARD_EN} {change.after or usual_en}",
    )


_WHATS: dict[Kind, Callable[[Change], _Said]] = {
    "speaker": _speaker,
    "text": _text,
    "pause": _pause,
    "unspoken": _unspoken,
    "role": _of_speaker,
    "gender": _of_speaker,
    "voice": _voice,
    "reading": _reading,
}
