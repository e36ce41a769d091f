import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from audio.hebrew.letters import without_points
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import transcription

CHARACTERS = st.sampled_from("אבגדהוזחטיכלמנסעפצקרשתךםןףץ  \n.,?!:;\"'()-–־״׳0aZ\u200f…€")
MARKS = st.sampled_from("ְֱֲִֵֶַָֹֻּׁׂ")


def test_a_sentence_gets_its_points() -> None:
    assert [transcription(word) for word in points("אנחנו מדברים").split()] == ["anˈaχnu", "medabʁˈim"]


@settings(max_examples=60, deadline=None)
@given(st.text(CHARACTERS, max_size=60))
def test_points_only_insert_marks(text: str) -> None:
    assert without_points(points(text)) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CHARACTERS, st.lists(MARKS, max_size=2)), max_size=30))
def test_typed_points_stay_in_their_place(pairs: list[tuple[str, list[str]]]) -> None:
    text = "".join(character + "".join(marks) for character, marks in pairs)
    pointed = iter(points(text))
    assert all(any(character == other for other in pointed) for character in text)


def test_a_word_that_the_author_pointed_stays_as_it_is() -> None:
    assert "סֵפֶר" in points("הוא סֵפֶר לי")
    assert "סָפַר" in points("הוא סָפַר לי")


def test_one_typed_point_leaves_the_rest_to_the_model() -> None:
    pointed = points("שׂלום עולם")
    assert pointed.startswith("שׂ")
    assert "וֹם" in pointed.split()[0]


def test_vowels_stay_behind_the_dagesh_where_normal_forms_would_move_them() -> None:
    pointed = points("בבית")
    assert pointed != unicodedata.normalize("NFC", pointed)


def test_the_lexicon_corrects_the_model_also_behind_prefixes() -> None:
    assert without_points(points("לייטמן ולייטמן")) == "לייטמן ולייטמן"
    assert transcription(points("ולייטמן")) == "velˈajtman"
    assert "יְהוּדֵי" in points("דיברנו על יהודי התפוצות")


def test_a_long_text_is_pointed_whole() -> None:
    text = "אנחנו מדברים היום על הקשר שבין אנשים. " * 80
    assert without_points(points(text)) == text
    assert points(text).count("אֲנַחְנוּ") == 80


def test_text_without_hebrew_comes_back() -> None:
    assert points("") == ""
    assert points("12:30 – OK") == "12:30 – OK"


def test_a_word_pointed_whole_is_not_added_to_because_a_vav_is_its_vowel_or_a_sign_follows() -> None:
    for word in ("קוֹרְדוֹבֵירוֹ", "לַייְטְמַן", "הוּא", "אוֹמֵר", "שׁוּלָה"):
        for text in (word, word + ",", f"וגם {word}? כן"):
            assert word in points(text)


def test_the_prefix_of_a_pointed_word_is_all_that_the_model_adds() -> None:
    for word in ("לַייְטְמַן", "קוֹרְדוֹבֵירוֹ"):
        for prefix in ("ו", "ה", "ב", "ל", "של", "וב"):
            pointed = points(prefix + word)
            assert pointed.endswith(word)
            assert without_points(pointed) == without_points(prefix + word)
            assert pointed != prefix + word
