"""Words that are read one way here and another there, decided by their neighbours.

The rules are in `homographs.txt`, a line each: a pointed reading, ``:``, and where it holds. A place is a row
of words with ``_`` for the word itself; places are parted by ``/``, and the first line that holds is taken.
Where none does, the word stays as the model has it. In a place stand

- a word in bare letters, found with the conjunctions ו and ש before it too; ``|`` parts one from another;
- ``*`` for any letters, so that ``ה*`` begins with ה; ``.`` for a stop or an end of the text;
- ``@name`` for the words of a class, which lines ``@name = word word`` give; ``!`` before what must not be;
- ``_`` for the word, also behind conjunctions; ``ה_`` and the like for the word behind these letters, and
  ``~_`` behind any one of ה ב כ ל מ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audio.hebrew.prefixes import joined
from audio.hebrew.word_list import WordList, bare

_STOP = "."
_CONJUNCTIONS = ("", "ו", "ש", "כש", "וש", "וכש")
_PREFIXES = "הבכלמ"
_BEHIND_CONJUNCTION = "(?:ו?(?:כ?ש)?)"


@dataclass(frozen=True)
class Rule:
    """One reading of a word and one place where it holds."""

    reading: str
    before: tuple[re.Pattern[str], ...]
    """What finds the words before it, the nearest first."""
    after: tuple[re.Pattern[str], ...]

    def holds(self, row: tuple[str, ...], at: int) -> bool:
        """Whether the word at that place of a row of bare words and stops is read so."""
        if at < len(self.before) or at + len(self.after) >= len(row):
            return False
        back = (pattern.fullmatch(row[at - 1 - far]) for far, pattern in enumerate(self.before))
        on = (pattern.fullmatch(row[at + 1 + far]) for far, pattern in enumerate(self.after))
        return all(back) and all(on)


def in_context(text: WordList) -> WordList:
    """The pointed text with the homographs read as their neighbours have it."""
    row, places = _row(text)
    words = list(text.words)
    for number, at in enumerate(places):
        for prefixes, rules in _rules_for(row[at]):
            rule = next((rule for rule in rules if rule.holds(row, at)), None)
            if rule:
                words[number] = joined(words[number], prefixes, rule.reading)
                break
    return text.with_words(words)


def _row(text: WordList) -> tuple[tuple[str, ...], list[int]]:
    """The bare words with the stops between them, and where each word stands in that row."""
    row: list[str] = []
    places: list[int] = []
    for number, word in enumerate(text.words):
        if text.parted_before(number):
            row.append(_STOP)
        places.append(len(row))
        row.append(bare(word))
    return (*row, _STOP), places


def _rules_for(word: str) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """The rules of a bare word, each set with how many letters stand before the word that it is about."""
    for conjunction in _CONJUNCTIONS:
        if word.startswith(conjunction):
            for prefix, rules in _rules().get(word[len(conjunction) :], {}).items():
                yield len(conjunction) + prefix, rules


@cache
def _rules() -> dict[str, dict[int, tuple[Rule, ...]]]:
    """The rules by the letters of the word with its prefix, and by the length of that prefix."""
    rules: dict[str, dict[int, tuple[Rule, ...]]] = {}
    classes: dict[str, str] = {}
    for line in files("audio.hebrew").joinpath("homographs.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            name, _, words = line.partition(" = ")
            classes[name] = "|".join((*filter(None, [classes.get(name)]), *words.split()))
        elif line and not line.startswith("#"):
            reading, _, places = line.partition(" : ")
            for place in places.split(" / "):
                for prefix, rule in _read(reading.strip(), place.split(), classes):
                    known = rules.setdefault(prefix + bare(rule.reading), {})
                    known[len(prefix)] = (*known.get(len(prefix), ()), rule)
    return rules


def _read(reading: str, place: list[str], classes: dict[str, str]) -> Iterator[tuple[str, Rule]]:
    """The rule of one place, with the prefix that it is about."""
    at = next(number for number, part in enumerate(place) if part.endswith("_"))
    before = tuple(_pattern(part, classes) for part in reversed(place[:at]))
    after = tuple(_pattern(part, classes) for part in place[at + 1 :])
    slot = place[at].removesuffix("_")
    for prefix in _PREFIXES if slot == "~" else (slot,):
        yield prefix, Rule(reading, before, after)


def _pattern(part: str, classes: dict[str, str]) -> re.Pattern[str]:
    """What finds a neighbour; it is matched with the whole of it."""
    wanted = part.removeprefix("!")
    choices = "|".join(classes.get(choice, choice) for choice in wanted.split("|"))
    found = "|".join(
        re.escape(choice) if choice == _STOP else _BEHIND_CONJUNCTION + choice.replace("*", ".*")
        for choice in choices.split("|")
    )
    return re.compile(f"(?!(?:{found})$).*" if part.startswith("!") else found)
