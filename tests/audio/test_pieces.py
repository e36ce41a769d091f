import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.kokoro_notation import notation
from audio.engines.pieces import FEW_TOKENS, MOST_TOKENS, Piece, halves, pieces, token_count
from audio.hebrew.phonemes import Phoneme
from audio.hebrew.said_words import SaidWord

SYMBOLS = ("a", "ts", "ʁ", "χ", "dʒ", "m")


def word(sounds: int = 5, melody: str = "", reading: int = 0) -> SaidWord:
    heard = tuple(Phoneme(SYMBOLS[i % 6], i, stressed=i == 0) for i in range(sounds))
    return SaidWord(reading, heard, melody, leans=False)


def sentence(words: int, melody: str = ".") -> Piece:
    return (*(word() for _ in range(words - 1)), word(melody=melody))


def size(piece: Piece) -> int:
    return sum(map(token_count, piece))


words = st.builds(
    word,
    sounds=st.integers(1, 12),
    melody=st.sampled_from(["", "", "", "", ".", "?", "!", ",", ":", ";", "–", "…", '"']),
)


@given(st.lists(words, max_size=200))
def test_the_pieces_are_the_words_in_order_and_none_is_too_long(said: list[SaidWord]) -> None:
    parts = pieces(said)
    assert [one for part in parts for one in part] == said
    assert all(part and size(part) <= MOST_TOKENS for part in parts)


@given(st.lists(words, min_size=2, max_size=60))
def test_two_halves_hold_all_words(said: list[SaidWord]) -> None:
    first, second = halves(tuple(said))
    assert first and second
    assert (*first, *second) == tuple(said)


@given(st.lists(words, min_size=1, max_size=30))
def test_the_count_of_tokens_is_that_of_the_notation(said: list[SaidWord]) -> None:
    written = notation(said)
    # The first word has no space before it, and a token stands at both ends.
    assert len(written.tokens) == sum(map(token_count, said)) - 1 + 2


def test_a_sentence_is_a_piece() -> None:
    said = (*sentence(8), *sentence(9, "?"), *sentence(7))
    assert pieces(said) == (said[:8], said[8:17], said[17:])


def test_a_very_short_sentence_is_spoken_with_its_neighbour() -> None:
    yes, rest = sentence(1), sentence(10)
    assert size(yes) < FEW_TOKENS
    assert pieces((*yes, *rest)) == ((*yes, *rest),)
    assert pieces((*rest, *yes)) == ((*rest, *yes),)


def test_a_long_sentence_is_parted_at_the_comma_nearest_to_its_middle() -> None:
    said = [word() for _ in range(20)]
    said[3] = word(melody=",")
    said[10] = word(melody=",")
    assert size(tuple(said)) > MOST_TOKENS
    assert [len(part) for part in pieces(said)] == [11, 9]


def test_a_long_sentence_without_a_comma_is_parted_between_words() -> None:
    said = sentence(20)
    assert len(pieces(said)) == 2


@pytest.mark.parametrize(("sounds", "expected"), [(1, 3), (5, 7)])
def test_a_words_tokens_are_its_space_its_stress_and_its_sounds(sounds: int, expected: int) -> None:
    assert token_count(word(sounds)) == expected
    assert token_count(word(sounds, ",")) == expected + 1


def test_the_spans_of_the_notation_hold_the_sounds_only() -> None:
    written = notation([word(3, ","), word(2)])
    (first, second) = written.words
    assert (first.last - first.first, second.last - second.first) == (4, 3)
    assert first.last + 2 == second.first
    assert written.tokens[0] == written.tokens[-1] == 0
