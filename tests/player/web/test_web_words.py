"""The interface's own words: the same keys in every language, each of them used, each that is used there."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from player.page_parts import page_folder
from player.web.errors import SENTENCES
from player.web.style import COLOURS
from player.web.wording import LANGUAGES, words

ROOT = page_folder()
FOLDERS = {"templates": "*.html", "player/web": "*.py", "static/js": "*.js"}
PLURAL_FORMS = {"zero", "one", "two", "few", "many", "other"}
HEBREW = re.compile(r"[א-ת]")
QUOTED = re.compile(r"""(["'`])([a-z_]+\.[a-z_-]+)\1""")
JOINED = re.compile(r"""["'`]([a-z_]+\.[a-z_-]*)(?:["'] ~|\$\{)""")
"""The beginning of a key, of which the rest is known only when the page is made."""


def keys_of(section: dict[str, Any], before: str = "") -> Iterator[str]:
    """Every key of a language; one that depends on a number counts once."""
    for name, said in section.items():
        if isinstance(said, dict) and not set(said) <= PLURAL_FORMS:
            yield from keys_of(said, f"{before}{name}.")
        else:
            yield before + name


def sources() -> dict[str, str]:
    """Whatever may speak: templates, views, scripts."""
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for folder, kind in FOLDERS.items()
        for file in (ROOT / folder).rglob(kind)
        if "tests" not in file.parts
    }


KEYS = {language: set(keys_of(words(language))) for language in LANGUAGES}
SOURCES = sources()
SECTIONS = {key.partition(".")[0] for key in KEYS["he"] if "." in key}
# Views are named by what looks like a key, and so are files.
ALL = re.sub(r"""url_for\(["'][\w.]+["']|["'/]\w+\.(?:css|js|json)["']""", "", "\n".join(SOURCES.values()))
SAID_PLAINLY = {
    key for _, key in QUOTED.findall(ALL) if key.partition(".")[0] in SECTIONS and not key.endswith("_")
}
BEGINNINGS = {begun for begun in JOINED.findall(ALL) if begun.partition(".")[0] in SECTIONS}


def test_every_language_has_the_same_keys() -> None:
    for language in LANGUAGES:
        assert KEYS[language] == KEYS[LANGUAGES[0]]


def is_used(key: str) -> bool:
    """Whether it stands somewhere whole, or its beginning does and its rest, by itself, too."""
    if key in SAID_PLAINLY or re.search(rf"""say\(["']{key}["']""", ALL):
        return True
    rests = [key.removeprefix(begun) for begun in BEGINNINGS if key.startswith(begun)]
    return any(re.search(rf"""(?<![\w-])["'`]?{re.escape(rest)}["'`:,]""", ALL) for rest in rests)


@pytest.mark.parametrize("key", sorted(KEYS["he"]))
def test_every_key_is_used(key: str) -> None:
    assert is_used(key), f"nobody says {key}"


def test_every_key_that_is_said_is_there() -> None:
    assert SAID_PLAINLY - KEYS["he"] == set()
    for begun in BEGINNINGS:
        assert any(key.startswith(begun) for key in KEYS["he"]), begun


def test_what_views_say_by_tables_is_there() -> None:
    assert set(SENTENCES.values()) <= KEYS["he"]
    assert {f"style.{colour}" for colour in COLOURS} <= KEYS["he"]


@pytest.mark.parametrize("key", sorted(KEYS["he"]))
def test_each_language_says_it_in_its_own_letters_and_is_told_the_same(key: str) -> None:
    hebrew, english = (told(key, language) for language in ("he", "en"))
    assert not HEBREW.search(" ".join(english))
    assert HEBREW.search(" ".join(hebrew)) or key in ("direction", "span.and_word", "span.and_number")
    assert slots(hebrew) == slots(english)


def told(key: str, language: str) -> list[str]:
    """What the language says for a key, in every form."""
    found: Any = words(language)
    for part in key.split("."):
        found = found[part]
    return list(found.values()) if isinstance(found, dict) else [found]


def slots(forms: list[str]) -> set[str]:
    return {slot for form in forms for slot in re.findall(r"\{(\w+)\}", form)}


def test_the_search_for_what_is_used_finds_what_is_not() -> None:
    assert not is_used("page.nobody_says_this")
    assert "library.title" in SAID_PLAINLY
    assert "actions." in BEGINNINGS
