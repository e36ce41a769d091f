"""``karyan search`` from the shell."""

import json

from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home


def run(home: Home, *words: str) -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_LANGUAGE": "en"}
    return CliRunner().invoke(karyan, ["search", *words], env=env)


def a_word(home: Home, slug: str) -> str:
    line = home.library.narration(slug).timeline.turns[0].lines[0]
    return max((word.text.strip(",.?!") for word in line.words), key=len)


def test_the_sentences_are_told_with_their_speaker_and_time(sample_home: Home, sample_slug: str) -> None:
    done = run(sample_home, a_word(sample_home, sample_slug))
    assert done.exit_code == 0
    timeline = sample_home.library.narration(sample_slug).timeline
    first = timeline.turns[0].lines[0]
    assert done.stdout.startswith(sample_slug)
    assert f"{timeline.speakers[0].name}: {first.text}\n" in done.stdout


def test_json_has_the_line_and_its_start(sample_home: Home, sample_slug: str) -> None:
    (one,) = json.loads(run(sample_home, a_word(sample_home, sample_slug), "--json").stdout)
    first = sample_home.library.narration(sample_slug).timeline.turns[0].lines[0]
    assert (one["slug"], one["hits"][0]["line"], one["hits"][0]["start_ms"]) == (
        sample_slug,
        first.id,
        first.start_ms,
    )


def test_words_that_nobody_said_are_said_so(sample_home: Home) -> None:
    done = run(sample_home, "צפרדעונית")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no sentence was found" in done.stderr
