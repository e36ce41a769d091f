import pytest

from audio.hebrew.attached import pointed_prefix
from audio.hebrew.phonemes import transcription


@pytest.mark.parametrize(
    ("prefix", "word", "heard"),
    [
        ("ו", "לַייְטְמַן", "velˈajtman"),
        ("ו", "מֶ֫לֶךְ", "umˈeleχ"),
        ("ו", "בֶּגִין", "ubˈeɡin"),
        ("ו", "שְׁלֹמֹה", "uʃlomˈo"),
        ("ו", "יְרוּשָׁלֵם", "viʁuʃalˈem"),
        ("ו", "אֲנָשִׁים", "vaanaʃˈim"),
        ("ו", "אֱמֶת", "veemˈet"),
        ("ו", "מוֹרִיָּה", "umoʁijˈa"),
        ("ה", "מוֹרִיָּה", "hamoʁijˈa"),
        ("ה", "חָכָם", "heχaχˈam"),
        ("ה", "עָרִים", "heaʁˈim"),
        ("ה", "עָם", "haˈam"),
        ("ה", "רַב", "haʁˈav"),
        ("מ", "פָּרִיז", "mipaʁˈiz"),
        ("מ", "חֵיפָה", "meχˈefa"),
        ("מ", "יְרוּשָׁלֵם", "miʁuʃalˈem"),
        ("מה", "סֻלָּם", "mehasulˈam"),
        ("ש", "לַייְטְמַן", "ʃelˈajtman"),
        ("וש", "לַייְטְמַן", "veʃelˈajtman"),
        ("כש", "לַייְטְמַן", "kʃelˈajtman"),
        ("וכש", "לַייְטְמַן", "uχʃelˈajtman"),
        ("לכש", "לַייְטְמַן", "liχʃelˈajtman"),
        ("שה", "סֻלָּם", "ʃehasulˈam"),
    ],
)
def test_a_prefix_is_heard_as_people_say_it_before_that_word(prefix: str, word: str, heard: str) -> None:
    assert transcription(pointed_prefix(prefix, word) + word) == heard


def test_where_an_article_may_hide_the_model_decides() -> None:
    assert pointed_prefix("ב", "סֻלָּם") == "ב"
    assert pointed_prefix("ול", "סֻלָּם") == "ול"
    assert pointed_prefix("של", "סֻלָּם") == "שֶׁל"
    assert pointed_prefix("וכשב", "סֻלָּם") == "וּכְשֶׁב"


def test_before_a_word_without_points_all_stay_bare() -> None:
    assert pointed_prefix("וכש", "אמריקה") == "וכש"
    assert pointed_prefix("ו", "") == "ו"
    assert pointed_prefix("", "סֻלָּם") == ""
