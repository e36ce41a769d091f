from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import STRESS, plain_signs, without_points
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


def test_a_quotation_mark_after_a_word_stays_where_it_is() -> None:
    assert without_points(overruled("'לֵייטְמָן'")) == "'לייטמן'"
    assert without_points(overruled("'אֵלּוּ'")) == "'אלו'"


def test_a_name_with_a_geresh_is_found_whatever_sign_it_is_written_with() -> None:
    for geresh in "'׳’":
        assert STRESS in accented(f"ג{geresh}וֹנִי")
        assert without_points(overruled(f"ג{geresh}וֹנִי")) == "ג'וני"


def test_a_certain_word_is_known_by_its_sounds_and_another_only_by_its_points() -> None:
    assert STRESS in accented("בָּאוּנִיבֵרְסִיטָה")
    assert STRESS not in accented("סוֹדָהּ")


@given(st.text(alphabet="אבגהולנץ'׳ָּוּ֫\" -", max_size=30))
def test_the_letters_of_a_text_are_never_changed(text: str) -> None:
    assert plain_signs(without_points(overruled(text))) == plain_signs(without_points(text))
