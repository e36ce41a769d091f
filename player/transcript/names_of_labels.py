"""Which labels name the same person, and what that person is called."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from player.transcript.label_forms import plain_quotes, without_honorifics
from player.transcript.label_words import HONORIFICS, OFFICES, QUESTION_LETTERS, ROLES
from player.transcript.names import DOUBTFUL, EITHER, MEN, WOMEN

_FIRST_NAMES = MEN | WOMEN | EITHER | DOUBTFUL
_WITHOUT_A_FIELD = frozenset(
    """
היו"ר יו"ר השר השרה ח"כ חה"כ מנחה המנחה המראיין המראיינת תלמיד תלמידה סטודנט סטודנטית העד העדה קריין
קריינית מ"מ
""".split()
)
"""Offices after which the name follows at once; after others a field does, ``שר האוצר``."""

_MOST_PARTS = 4
"""A shorter form of a long name has fewer words than so many."""

_Words = frozenset[str]


def name_in(label: str) -> str:
    """The person's name in a label: without office or role, unless there is nothing else.

    >>> name_in('היו"ר משה גפני'), name_in("שרת החינוך נועה ברק"), name_in('היו"ר')
    ('משה גפני', 'נועה ברק', 'היו"ר')
    """
    words = label.split()
    plain = plain_quotes(label).split()
    if len(words) == 1 or plain[0] not in OFFICES or words[-1].isdigit():
        return label
    known = (
        at for at, word in enumerate(plain) if at and (word in _FIRST_NAMES or word in HONORIFICS - OFFICES)
    )
    start = next(known, 1 if plain[0] in _WITHOUT_A_FIELD else 2)
    return " ".join(words[start:]) or label


def is_same_person(name: str, other: str) -> bool:
    """Whether the words of one name, without office and honorifics, are all in the other.

    >>> is_same_person("לייטמן", 'ד"ר מיכאל לייטמן')
    True
    """
    words, others = _core(name), _core(other)
    return words <= others or others <= words


def names_of_labels(labels: Sequence[str]) -> dict[str, str]:
    """For each label its person's name: the fullest label that can only be the same one's, or itself."""
    cores = {label: _core(label) for label in labels}
    fullest: dict[_Words, str] = {}
    for label, core in cores.items():
        fullest[core] = max(fullest.get(core, ""), name_in(label), key=len)
    kin = _kin(list(fullest))
    offices = _sole_bearers(cores)
    return {
        label: QUESTION_LETTERS.get(label) or fullest[_fullest(offices.get(label, core), kin)]
        for label, core in cores.items()
    }


def _core(name: str) -> _Words:
    """The words that tell a person from others."""
    return frozenset(without_honorifics(name_in(name))) or frozenset([name])


def _kin(cores: Sequence[_Words]) -> Mapping[_Words, list[_Words]]:
    """For each core those that it is part of, or that are part of it."""
    kin: dict[_Words, list[_Words]] = {core: [] for core in cores}
    for core in cores:
        for part in _parts(core):
            if part in kin:
                kin[part].append(core)
                kin[core].append(part)
    return kin


def _parts(core: _Words) -> Iterator[_Words]:
    for size in range(1, min(len(core), _MOST_PARTS)):
        yield from map(frozenset, combinations(sorted(core), size))


def _fullest(core: _Words, kin: Mapping[_Words, list[_Words]]) -> _Words:
    """The longest of its kin, if all of them can be one person; else the core itself."""
    longest = max([core, *kin[core]], key=len)
    one_person = all(other <= longest or longest <= other for other in kin[core])
    return longest if one_person else core


def _sole_bearers(cores: Mapping[str, _Words]) -> dict[str, _Words]:
    """For a bare office whose bearer's name stands with it in one other label, that label's words."""
    bearers: dict[str, set[_Words]] = {}
    for label, core in cores.items():
        office = plain_quotes(label).split()[0]
        if office in ROLES and office in OFFICES and len(label.split()) > 1:
            bearers.setdefault(office, set()).add(core)
    named = ((label, bearers.get(plain_quotes(label), set())) for label in cores)
    return {label: next(iter(words)) for label, words in named if len(words) == 1}
