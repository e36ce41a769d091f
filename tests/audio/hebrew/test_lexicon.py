from audio.hebrew.letters import STRESS, without_points
from audio.hebrew.lexicon import accented, overruled


def test_a_certain_word_wins_over_other_points() -> None:
    assert without_points(overruled("לֵייטְמָן")) == "לייטמן"
    assert STRESS in overruled("לֵייטְמָן")


def test_a_word_with_two_readings_counts_only_as_it_is_pointed() -> None:
    assert STRESS in accented("בָּאוּ")
    assert STRESS not in accented("בֹּאוּ")


def test_a_stress_in_the_text_is_left_alone() -> None:
    assert accented("אֵלֶּ֫ה") == "אֵלֶּ֫ה"


def test_only_letters_pointed_as_prefixes_are_prefixes() -> None:
    assert STRESS in accented("הָאֵלֶּה")
    assert STRESS not in accented("שְׁאֵלָה")
