"""A slug is short, plain and the document's own."""

from hypothesis import example, given
from hypothesis import strategies as st

from player.slugs import LONGEST, slug


def test_gershayim_points_and_bidi_marks_leave_no_trace() -> None:
    assert slug('\u200fצה"ל', "וְהָעָם/3") == "צהל-והעם-3"


def test_nothing_to_name_it_by_is_still_a_name() -> None:
    assert slug("", "—!") == "episode"


@given(st.lists(st.text(), max_size=4))
@example(["0_", "0"])
def test_a_slug_can_stand_in_an_address_whatever_the_title(parts: list[str]) -> None:
    made = slug(*parts)
    assert 0 < len(made) <= LONGEST
    assert not set(made) & set("/\\?#% .:\"'<>")
    assert slug(made) == made
