from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import BadUse
from audio.hebrew.decisions import Corrections
from audio.hebrew.letters import without_unseen
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import transcription
from audio.hebrew.plain_entries import plain_said, plain_written
from audio.hebrew.spoken_text import spoken_text
from audio.speech import word_spans


def corrections(typed: Mapping[str, str]) -> Corrections:
    """As they are kept: both sides in their plain form."""
    kept = {}
    for written, said in typed.items():
        plain = plain_written(written)
        kept[plain] = plain_said(said, plain)
    return Corrections(kept)


HOUSE = corrections(
    {
        "לייטמן": "לַייְטְמַן",
        "בעל הסולם": "בַּעַל הַסֻּלָּם",
        "ארצות הברית": "אמריקה",
        "תל-אביב": "תֵּל אָבִיב",
        'ד"ר': "רופא",
        "ג'ורג'": "ג'וֹרְג'",
        "Facebook": "פֵייסְבּוּק",
        "עם ישראל": "הָעָם הַיְּהוּדִי כֻּלּוֹ",
        "שה": "שֶׂה",
        "ו/או": "או",
    }
)


def applied(display: str, by: Corrections = HOUSE) -> list[str]:
    return by.applied(display.split())


@pytest.mark.parametrize(
    ("display", "words"),
    [
        ("הרב לייטמן, כאן", ["הרב", "לַייְטְמַן,", "כאן"]),
        ('"לייטמן" (לייטמן)', ['"לַייְטְמַן"', "(לַייְטְמַן)"]),
        ("ולייטמן שלייטמן", ["וְלַייְטְמַן", "שֶׁלַייְטְמַן"]),
        ("מלייטמן כשלייטמן", ["מִלַייְטְמַן", "כְּשֶׁלַייְטְמַן"]),
        ('ללייטמן ב"לייטמן"', ["ללַייְטְמַן", 'ב"לַייְטְמַן"']),
        ("לייטמנית לייט", ["לייטמנית", "לייט"]),
        ("לייטמן-כהן", ["לַייְטְמַן-כהן"]),
        ("שלום,לייטמן", ["שלום,לַייְטְמַן"]),
        ("תל אביב ל־תל־אביב", ["תֵּל", "אָבִיב", "ל־תֵּל־אָבִיב"]),
        ("מתל אביב שבתל־אביב", ["מִתֵּל", "אָבִיב", "שֶׁבתֵּל־אָבִיב"]),
        ('ובעל "הסולם"!', ["וּבַּעַל", '"הַסֻּלָּם"!']),
        ("בעל, הסולם", ["בעל,", "הסולם"]),
        ("בעל – הסולם", ["בעל", "–", "הסולם"]),
        ("(ארצות הברית), כן", ["(אמריקה),", "", "כן"]),
        ("בארצות־הברית.", ["באמריקה."]),
        ("עם ישראל חי", ["הָעָם הַיְּהוּדִי", "כֻּלּוֹ", "חי"]),
        ('ד״ר ד”ר דר ד"ש', ["רופא", "רופא", "דר", 'ד"ש']),
        ("ד''ר וד''ר", ["רופא", "ורופא"]),
        ("ג׳ורג׳ 'ג'ורג'' ג'ורג", ["ג'וֹרְג'", "'ג'וֹרְג''", "ג'ורג"]),
        ("'לייטמן'", ["'לַייְטְמַן'"]),
        ("ב-Facebook facebook", ["ב-פֵייסְבּוּק", "פֵייסְבּוּק"]),
        ("שה משה", ["שֶׂה", "משה"]),
        ("כן ו/או לא", ["כן", "או", "לא"]),
        ("לַיטמן לָייטמן", ["לַיטמן", "לָייטמן"]),
    ],
)
def test_a_correction_is_found_by_its_letters(display: str, words: list[str]) -> None:
    assert applied(display) == words


def test_the_longest_phrase_wins_then_the_whole_word_then_the_shortest_prefix() -> None:
    by = corrections(
        {
            "בעל": "בָּעַל",
            "בעל הסולם": "בַּעַל הַסֻּלָּם",
            "מלכה": "מַלְכָּה",
            "ומלכה": "וּמַלְכָּהּ",
            "לכהן": "לְכַהֵן",
            "כהן": "כֹּהֵן",
        }
    )
    assert applied("בעל הסולם בעל", by) == ["בַּעַל", "הַסֻּלָּם", "בָּעַל"]
    assert applied("ומלכה ושמלכה", by) == ["וּמַלְכָּהּ", "וְשֶׁמַלְכָּה"]
    assert applied("ולכהן הכהן", by) == ["וּלְכַהֵן", "הַכֹּהֵן"]


def test_every_engine_says_it_and_the_displayed_text_stays() -> None:
    display = 'ב-1948 בא \u200f"לייטמן", 3%.'
    for reads_numbers in (True, False):
        plain, changed = (spoken_text(display, reads_numbers, by) for by in (Corrections({}), HOUSE))
        assert changed.display == display
        assert len(changed.readings) == len(plain.readings)
        differing = [
            (one.spoken, other.spoken)
            for one, other in zip(plain.readings, changed.readings, strict=True)
            if one != other
        ]
        assert differing == [(differing[0][0], differing[0][0].replace("לייטמן", "לַייְטְמַן"))]


def test_what_people_decided_is_heard_behind_every_prefix() -> None:
    heard = {
        "קורדובירו": "koʁdovˈeʁo",
        "וקורדובירו": "vekoʁdovˈeʁo",
        "הקורדובירו": "hakoʁdovˈeʁo",
        "לקורדובירו,": "lekoʁdovˈeʁo",
        "מקורדובירו": "mikoʁdovˈeʁo",
        "שקורדובירו": "ʃekoʁdovˈeʁo",
    }
    by = corrections({"קורדובירו": "קוֹרְדוֹבֶ֫ירוֹ"})
    said = points(spoken_text(" ".join(heard), reads_numbers=False, corrections=by).said)
    assert [transcription(word) for word in said.split()] == list(heard.values())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("לייטמן", "לייטמן"),
        (" \u200fלַיְיטמן, ", "לייטמן"),
        ("ד״ר  לייטמן", 'ד"ר לייטמן'),
        ("תל־אביב", "תל אביב"),
        ("תל - אביב", "תל - אביב"),
        ("Facebook", "facebook"),
        ("וכו׳", "וכו'"),
        ("'שלום'", "שלום"),
        ("11.11.14", "11.11.14"),
        ("ד''ר", 'ד"ר'),
        ("עמ', 5", "עמ', 5"),
    ],
)
def test_what_is_written_has_one_plain_form(typed: str, plain: str) -> None:
    assert plain_written(typed) == plain
    assert plain_written(plain) == plain


@pytest.mark.parametrize("written", ["", "  ", "?!", "–", "___", "א" * 201])
def test_what_is_no_word_cannot_be_corrected(written: str) -> None:
    with pytest.raises(BadUse) as refused:
        plain_written(written)
    assert refused.value.he != refused.value.en


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("לַייְטְמַן", "לַייְטְמַן"),
        ("רַמְבַּ״ם", "רַמְבַּם"),
        ("תֵּל־אָבִיב", "תֵּל אָבִיב"),
        ("ג׳ורג׳", "ג'ורג'"),
        ("ש\u05b8\u05c1לום", "ש\u05c1\u05b8לום"),
        ("\ufb2aלום", "ש\u05c1לום"),
        ("ב\u05b7\u05bcיִת", "ב\u05bc\u05b7יִת"),
    ],
)
def test_what_is_said_has_one_plain_form(typed: str, plain: str) -> None:
    assert plain_said(typed, "אחר") == plain


@pytest.mark.parametrize(
    "said", ["", "hello", "שלום 3", "שלום\tעולם!", "ְְ", "'", "\u05b8שלום", "ש ָלום", "לייטמן", "א;ב"]
)
def test_what_cannot_be_said_or_changes_nothing_is_refused(said: str) -> None:
    with pytest.raises(BadUse) as refused:
        plain_said(said, "לייטמן")
    assert refused.value.he != refused.value.en


LETTERS = st.text(st.sampled_from("אבדהוכלמשתרן"), min_size=1, max_size=4)
WORD = st.one_of(LETTERS, st.sampled_from(['ד"ר', "ג'ורג'", "3", "Facebook"]))
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
POINTED = st.lists(st.sampled_from(["דָּבָר", "שֶׁל", "אחר", "ג'וֹן", "וְהָיָה"]), min_size=1, max_size=4)
ANY = st.dictionaries(PHRASE.map(plain_written), POINTED.map(" ".join), max_size=6).map(Corrections)
TEXT = st.text(
    st.sampled_from("אבדהוכלמשתרן    \n'\"״׳-–־.,:;?!()013%/\u05b0\u05b8\u200faF") | st.characters(),
    max_size=60,
) | st.lists(WORD | st.sampled_from([",", "–", 'וד"ר']), max_size=12).map(" ".join)


@given(TEXT, ANY, st.booleans())
def test_the_map_stays_whole_and_what_is_shown_stays_as_it_is(
    display: str, by: Corrections, reads_numbers: bool
) -> None:
    text = spoken_text(display, reads_numbers, by)
    assert text.display == display
    assert tuple((r.start_char, r.end_char) for r in text.readings) == word_spans(display)
    assert all(reading.spoken == " ".join(reading.spoken.split()) for reading in text.readings)


@given(TEXT, ANY)
def test_a_text_without_the_word_stays_as_it_was(display: str, by: Corrections) -> None:
    words = [without_unseen(word) for word in display.split()]
    assert Corrections({"קקקק": "אחר", "קק קק": "אחר"}).applied(words) == words
    for old, new in zip(words, by.applied(words), strict=True):
        if not any(map(str.isalnum, old)):
            assert new == old


@given(st.text(st.sampled_from("אבגםן  \"'\"'״׳-–.,:;?!/()01Fe\u05b8\u200f"), max_size=12))
def test_what_is_written_is_found_in_the_form_in_which_it_is_kept(typed: str) -> None:
    try:
        plain = plain_written(typed)
    except BadUse:
        return
    assert plain_written(plain) == plain
    assert "דָּבָר" in " ".join(Corrections({plain: "דָּבָר"}).applied(plain.split(" ")))


@given(st.lists(WORD, min_size=1, max_size=8), PHRASE, POINTED)
def test_a_phrase_that_stands_in_the_text_is_said_and_nothing_else_is_lost(
    around: list[str], phrase: str, said: list[str]
) -> None:
    by = Corrections({plain_written(phrase): " ".join(said)})
    place = len(around) // 2
    words = [*around[:place], ".", *phrase.split(), ".", *around[place:]]
    changed = " ".join(word for word in by.applied(words) if word)
    assert " ".join(said) in changed
    assert changed.count(".") == 2


def test_a_long_text_and_many_corrections_take_no_time_to_speak_of() -> None:
    many = Corrections({f"מילה{number}": "אחר" for number in range(5_000)})
    assert len(many.applied(["מילה7", "ושמילה8"] * 20_000)) == 40_000
    assert many.applied(["א" * 200_000, '"' * 200_000, 'א"' * 100_000])
