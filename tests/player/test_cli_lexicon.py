"""The commands `lexicon` and `say` as a person uses them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audio.hebrew.letters import without_points
from player.cli import karyan

TALK = """רון: שלום לכולם, היום נדבר עם לייטמן.
מיכל: ולייטמן הסכים לבוא.
רון: נכון מאוד.
"""
POINTED = "לַ֫יְיטְמַן"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "שיחה.txt"
    path.write_text(TALK, "utf-8")
    return path


def run(folder: Path, *words: str, language: str = "en") -> Result:
    settings = {
        "KARYAN_HOME": str(folder / "home"),
        "KARYAN_ENGINE": "espeak",
        "KARYAN_LANGUAGE": language,
        "KARYAN_JOBS": "1",
    }
    return CliRunner().invoke(karyan, words, env=settings)


def told(folder: Path, *words: str) -> dict[str, object]:
    done = run(folder, *words, "--json")
    assert done.exit_code == 0, done.output
    facts: dict[str, object] = json.loads(done.stdout)
    return facts


def test_a_word_is_put_in_heard_and_taken_out(tmp_path: Path, talk: Path) -> None:
    assert told(tmp_path, "narrate", str(talk))["clips_made"] == 3
    added = told(tmp_path, "lexicon", "add", "לייטמן", POINTED)
    assert added == {
        "written": "לייטמן",
        "said": POINTED,
        "episode": "",
        "clips": 2,
        "episodes": ["שיחה"],
        "forms": {"לייטמן": 1, "ולייטמן": 1},
    }
    assert told(tmp_path, "narrate", str(talk))["clips_made"] == 2
    removed = told(tmp_path, "lexicon", "remove", "לייטמן,")
    assert (removed["written"], removed["clips"]) == ("לייטמן", 2)
    assert json.loads(run(tmp_path, "lexicon", "--json").stdout) == []


def test_what_it_costs_is_said_in_a_sentence(tmp_path: Path, talk: Path) -> None:
    run(tmp_path, "narrate", str(talk))
    english = run(tmp_path, "lexicon", "add", "לייטמן", POINTED).stdout
    assert "2 clips, one episode (לייטמן 1, ולייטמן 1), by `karyan narrate`" in english
    hebrew = run(tmp_path, "lexicon", "remove", "לייטמן", language="he").stdout
    assert "2 קטעים, פרק אחד (לייטמן 1, ולייטמן 1), בפקודה karyan narrate" in hebrew
    assert "nothing in the library" in run(tmp_path, "lexicon", "add", "שמש", "שֶׁ֫מֶשׁ").stdout


def test_an_episodes_own_word(tmp_path: Path, talk: Path) -> None:
    run(tmp_path, "narrate", str(talk))
    assert told(tmp_path, "lexicon", "add", "לייטמן", POINTED, "--episode", "שיחה")["clips"] == 2
    other = run(tmp_path, "lexicon", "add", "לייטמן", POINTED, "--episode", "אחרת")
    assert "which the library has not yet" in other.stdout
    listed = run(tmp_path, "lexicon").stdout.splitlines()
    assert listed == [f"לייטמן\t{POINTED}\tאחרת", f"לייטמן\t{POINTED}\tשיחה"]
    assert run(tmp_path, "lexicon", "remove", "לייטמן").exit_code == 2
    assert run(tmp_path, "lexicon", "remove", "לייטמן", "--episode", "שיחה").exit_code == 0


def test_an_empty_lexicon_says_how_to_add(tmp_path: Path) -> None:
    for language in ("he", "en"):
        assert "karyan lexicon add" in run(tmp_path, "lexicon", language=language).stdout


def test_a_file_goes_out_and_comes_in(tmp_path: Path, talk: Path) -> None:
    run(tmp_path, "narrate", str(talk))
    run(tmp_path, "lexicon", "add", "לייטמן", POINTED)
    run(tmp_path, "lexicon", "add", "שמש", "שֶׁ֫מֶשׁ", "--episode", "שיחה")
    before = run(tmp_path, "lexicon", "--json").stdout
    written = run(tmp_path, "lexicon", "export", "--output", str(tmp_path)).stdout.strip()
    run(tmp_path, "lexicon", "remove", "לייטמן")
    brought = told(tmp_path, "lexicon", "import", written)
    assert (brought["entries"], brought["clips"]) == (2, 2)
    assert run(tmp_path, "lexicon", "--json").stdout == before


@pytest.mark.parametrize(
    "words",
    [
        ("add", "", "אוֹר"),
        ("add", "אור", ""),
        ("add", "אור", "light"),
        ("add", "אור", "אור"),
        ("add", "אור", "אוֹר\tאוֹר3"),
        ("add", "אור", "\u05b8אור"),
        ("add", "אור", "אוֹר", "--episode", "../etc"),
        ("remove", "אור"),
        ("import", "nothing.tsv"),
        ("export", "--output", "nowhere/x.tsv"),
    ],
)
def test_bad_input_is_one_sentence_in_each_language(words: tuple[str, ...], tmp_path: Path) -> None:
    sentences = set()
    for language in ("he", "en"):
        done = run(tmp_path, "lexicon", *words, language=language)
        assert (done.exit_code, done.stdout) == (2, "")
        (sentence,) = done.stderr.splitlines()
        sentences.add(sentence)
    assert len(sentences) == 2
    assert json.loads(run(tmp_path, "lexicon", "--json").stdout) == []


def test_a_sentence_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(tmp_path, "lexicon", "add", "לייטמן", POINTED)
    done = run(tmp_path, "say", "שלום ללייטמן, 3 פעמים", "--voice", "espeak-gil")
    assert done.exit_code == 0, done.output
    rows = dict(line.split("\t") for line in done.stdout.splitlines())
    assert list(rows) == ["spoken", "points", "phonemes", "file"]
    assert without_points(rows["spoken"].split()[2]) == "שלוש"
    assert rows["phonemes"].split()[1] == "lelˈajtman"
    assert POINTED in rows["points"]
    assert rows["file"] == "say.mp3" and (tmp_path / "say.mp3").stat().st_size > 1_000
    facts = told(tmp_path, "say", "שלום", "--no-sound")
    assert (str(facts["phonemes"])[-4:], facts["output"]) == ("lˈom", None)
    assert [path.name for path in tmp_path.glob("*.mp3")] == ["say.mp3"]
    hebrew = run(tmp_path, "say", "שלום", "--no-sound", language="he")
    assert hebrew.stdout.splitlines()[0] == "נאמר\tשלום"


@pytest.mark.parametrize("command", ["add", "remove", "import", "export"])
def test_help_has_both_languages_and_an_example(command: str, tmp_path: Path) -> None:
    shown = run(tmp_path, "lexicon", command, "--help").stdout
    assert f"$ karyan lexicon {command}" in shown
    assert " · " in shown
