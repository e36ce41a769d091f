"""What the episode's page makes of a timeline."""

from hypothesis import given
from hypothesis import strategies as st

from player.timeline import TimedLine, TimedTurn, TimedWord
from player.web.reader import STRETCH_LINES, stretches


def turn(index: int, lines: int) -> TimedTurn:
    word = TimedWord("מילה", 0, 4, 0, 300)
    return TimedTurn(index, "S1", 1.0, (TimedLine(f"p{index}-0", index, "מילה", (word,)),) * lines)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=300))
def test_the_turns_stand_in_stretches_of_about_as_many_lines(counts: list[int]) -> None:
    turns = [turn(index, lines) for index, lines in enumerate(counts)]
    found = stretches(turns)
    assert [one for of in found for one in of] == turns
    assert len(found) <= max(1, sum(counts) // STRETCH_LINES)
    # The turn that it begins with may be of any length.
    assert all(sum(len(one.lines) for one in of[1:]) < 2 * STRETCH_LINES for of in found)
