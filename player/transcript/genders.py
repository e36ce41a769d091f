"""A person's grammatical gender: by honorific, first name, own words and how others speak to him or her."""

from collections.abc import Iterable

from audio.speech import Gender
from player.transcript.grammar import Grammar
from player.transcript.label_forms import plain_quotes, without_honorifics
from player.transcript.label_words import FEMALE_HONORIFICS, MALE_HONORIFICS
from player.transcript.names import MEN, WOMEN

_TITLE = 6.0
_FIRST_NAME = 3.0
_OWN_WORD = 1.5
_ADDRESS = 0.5
"""A man's form is also said to nobody in particular, so address weighs least."""
_MEN_ROLES = "אורח האורח מראיין המראיין מרואיין המרואיין שואל מגיש קריין הקריין תלמיד סטודנט שר העד משתתף"
_WOMEN_ROLES = (
    "אורחת האורחת מראיינת המראיינת מרואיינת המרואיינת שואלת מגישה קריינית הקריינית תלמידה סטודנטית שרת "
    "העדה משתתפת"
)
_TITLES: dict[str, Gender] = {
    **dict.fromkeys([*MALE_HONORIFICS, *_MEN_ROLES.split()], "m"),
    **dict.fromkeys([*FEMALE_HONORIFICS, *_WOMEN_ROLES.split()], "f"),
}


def gender_of(name: str, own: Iterable[Grammar], heard: Iterable[Grammar]) -> Gender:
    """The gender of a person, a man's where nothing tells.

    Args:
        name: with honorifics, as it is written; "" if not known.
        own: of paragraphs that he or she speaks, or mostly.
        heard: of paragraphs that are spoken to him or her.
    """
    balance = sum(weight if gender == "f" else -weight for gender, weight in _name_votes(name))
    balance += _OWN_WORD * sum(grammar.balance_of_oneself() for grammar in own)
    balance += _ADDRESS * sum(grammar.balance_to_one() for grammar in heard)
    return "f" if balance > 0 else "m"


def _name_votes(name: str) -> list[tuple[Gender, float]]:
    votes = [(_TITLES[word], _TITLE) for word in plain_quotes(name).split() if word in _TITLES]
    first_name = (*without_honorifics(name), "")[0]
    if first_name in MEN or first_name in WOMEN:
        votes.append(("m" if first_name in MEN else "f", _FIRST_NAME))
    return votes
