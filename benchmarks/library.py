"""A library of 1,500 episodes: how soon its page, a search over all its lines and an episode are there."""

import http.client
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from player.home import Home
from player.library import Guess, NarratedParagraph, NewNarration
from player.shelf import ORDERS, WITH
from player.timeline import (
    CastSpeaker,
    EpisodeFacts,
    SoundFacts,
    TimedLine,
    TimedTurn,
    TimedWord,
    Timeline,
)
from tests.browser import stage

EPISODES = 1500
PARAGRAPHS, LINES, WORDS_A_LINE = 107, 190, 14
"""As the published episode that Karyan was made for: some 2,700 words."""
ASKED = 100
"""Requests of each kind."""
RARE = "צפרדעונית"
"""In one line of the whole library."""
_TEXTS = (stage.SAMPLE, *sorted((Path(__file__).parents[1] / "tests" / "data" / "transcripts").glob("*.txt")))
_NAMES = ("אורן", "מיכל", "נועה", "דוד", "רות", "יעל", "אבנר", "תמר")
_WORD_MS = 400


@dataclass(frozen=True)
class Times:
    """How long requests of a kind, or saves, took."""

    median_ms: float
    p95_ms: float


@dataclass(frozen=True)
class LibraryFigures:
    """Everything measured in one run."""

    episodes: int
    words: int
    database_mb: float
    saved: Times
    """One episode, with its lines into the search."""
    asked: dict[str, Times]
    """By what was asked for."""


def measure_library(folder: Path, episodes: int = EPISODES) -> LibraryFigures:
    """Fill a library and ask for its pages as a browser does.

    Args:
        folder: an empty one.
        episodes: how many.
    """
    home = stage.open_empty(folder / "home")
    chance = random.Random(8451)
    words = _words()
    saved, count = [], 0
    for number in range(episodes):
        new = _episode(number, words, chance, RARE if number == episodes // 3 else "")
        count += sum(len(line.words) for turn in new.timeline.turns for line in turn.lines)
        saved.append(_took(lambda one=new: home.library.save(one)))  # type: ignore[misc]
    with stage.serving(home) as site:
        asked = dict(_ask_all(home, site, words, chance, episodes))
    return LibraryFigures(episodes, count, home.library.database_bytes() / 1e6, _times(saved), asked)


def _ask_all(
    home: Home, site: str, words: Sequence[str], chance: random.Random, episodes: int
) -> Iterator[tuple[str, Times]]:
    common = _most_common(words, 40)
    kinds: dict[str, Callable[[], dict[str, str]]] = {
        "the library page": lambda: {"order": chance.choice([*ORDERS]), "page": str(chance.randint(1, 9))},
        "the same, filtered by speaker and doubts": lambda: {
            "speaker": chance.choice(_NAMES),
            "doubts": WITH,
        },
        "search: a word of one line": lambda: {"q": RARE},
        "search: a word that nearly all episodes have": lambda: {"q": chance.choice(common)},
        "search: two words": lambda: {"q": " ".join(chance.sample(words, 2))},
        "search: two such words": lambda: {"q": " ".join(chance.sample(common, 2))},
        "search: two letters, the beginning of many": lambda: {"q": chance.choice(common)[:2]},
    }
    connection = http.client.HTTPConnection(str(urlsplit(site).netloc))
    for what, asks in kinds.items():
        searches = what.startswith("search")
        yield what, _times([_get(connection, f"/?{urlencode(asks())}", searches) for _ in range(ASKED)])
    slugs = [f"שיחות-{chance.randrange(episodes)}" for _ in range(ASKED)]
    yield "opening an episode", _times([_get(connection, f"/episodes/{quote(slug)}") for slug in slugs])
    connection.close()


def _get(connection: http.client.HTTPConnection, address: str, as_fragment: bool = False) -> float:
    """Milliseconds from the request to the last byte of its answer."""
    fragment = {"HX-Request": "true", "HX-Request-Type": "partial"} if as_fragment else {}

    def ask() -> None:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip, deflate, br", **fragment})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, f"{address}: {answer.status}"

    return _took(ask)


def _took(does: Callable[[], object]) -> float:
    started = time.perf_counter()
    does()
    return (time.perf_counter() - started) * 1000


def _times(measured: Sequence[float]) -> Times:
    in_order = sorted(measured)
    return Times(in_order[len(in_order) // 2], in_order[int(len(in_order) * 0.95)])


def _words() -> list[str]:
    """All words of our own texts, as often as they stand there."""
    return [word for text in _TEXTS for word in re.findall(r"[א-ת\"']+[,.?]?", text.read_text("utf-8"))]


def _most_common(words: Sequence[str], count: int) -> list[str]:
    plain = [word for word in words if re.fullmatch("[א-ת]{2,}", word)]
    return sorted({*plain}, key=plain.count, reverse=True)[:count]


def _episode(number: int, words: Sequence[str], chance: random.Random, one_word: str) -> NewNarration:
    """An episode of the real one's size, in words of ours that no other has in that order."""
    cast = chance.sample(_NAMES, 2)
    speakers = [CastSpeaker(f"s{at}", name, ("host", "guest")[at], "m", "v") for at, name in enumerate(cast)]
    turns, now_ms = [], 500
    for paragraph in range(PARAGRAPHS):
        count = (paragraph + 1) * LINES // PARAGRAPHS - paragraph * LINES // PARAGRAPHS
        lines = []
        for at in range(count):
            text = " ".join(chance.sample(words, WORDS_A_LINE)) + (f" {one_word}" if paragraph == 50 else "")
            lines.append(_line(f"p{paragraph}-{at}", paragraph, text.strip(), now_ms))
            now_ms = lines[-1].end_ms + 500
        turns.append(TimedTurn(paragraph, f"s{paragraph % 2}", 1.0, tuple(lines)))
    facts = EpisodeFacts(
        f"שיחות-{number}",
        f"שיחות {number % 5}",
        str(number),
        " ".join(chance.sample(words, 4)),
        cast[1],
        f"20{10 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "",
    )
    timeline = Timeline(
        facts, SoundFacts(24_000, now_ms, "ab" * 32, "kokoro"), tuple(speakers), tuple(turns), ()
    )
    print_ = f"{number:064x}"
    paragraphs = tuple(
        NarratedParagraph(f"{number}-{at}", f"{number:032x}{at:032x}", 0) for at in range(PARAGRAPHS)
    )
    guesses = tuple(Guess(at, 0.6, "תשובה אחרי שאלה") for at in range(number % 3))
    base = f"episodes/{print_[-2:]}/{print_}"
    return NewNarration(print_, timeline, (), f"{base}.m4a", f"{base}.mp3", guesses, paragraphs)


def _line(id_: str, paragraph: int, text: str, start_ms: int) -> TimedLine:
    words = tuple(
        TimedWord(match[0], *match.span(), start_ms + at * _WORD_MS, start_ms + (at + 1) * _WORD_MS - 50)
        for at, match in enumerate(re.finditer(r"\S+", text))
    )
    return TimedLine(id_, paragraph, text, words)
