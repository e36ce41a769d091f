"""A paragraph in pieces that a neural model speaks in one go: sentences, long ones in two at a comma."""

from collections.abc import Sequence

from audio.hebrew.said_words import SaidWord

MOST_TOKENS = 90
"""Of a piece: some 6 s of sound. Kokoro takes 510, at 40 MiB of memory for each further second."""
FEW_TOKENS = 24
"""A piece as short as "yes." has no melody; it is spoken with its neighbour."""
_ENDS = ".?!"

Piece = tuple[SaidWord, ...]


def pieces(words: Sequence[SaidWord]) -> tuple[Piece, ...]:
    """The words in pieces, in order: one a sentence where it is neither very short nor very long."""
    return tuple(part for sentence in _joined(_sentences(words)) for part in _parted(sentence))


def halves(piece: Piece) -> tuple[Piece, Piece]:
    """A piece of at least two words in two, at the punctuation nearest to its middle, else between words."""
    counts = [token_count(word) for word in piece]
    total = sum(counts)
    places = range(1, len(piece))

    def cost(place: int) -> float:
        before, melody = sum(counts[:place]), piece[place - 1].melody
        away = abs(before - total / 2) / total
        # A sentence's end costs nothing, and one that is far from the middle beats a cut without a pause.
        return away + (0.0 if melody in tuple(_ENDS) else 0.1 if melody else 0.5)

    best = min(places, key=cost)
    return piece[:best], piece[best:]


def token_count(word: SaidWord) -> int:
    """How many tokens a word takes, the space before it, its stress and its punctuation among them."""
    stressed = any(phoneme.stressed for phoneme in word.phonemes) and not word.leans
    return 1 + stressed + len(word.phonemes) + bool(word.melody)


def _sentences(words: Sequence[SaidWord]) -> list[Piece]:
    sentences: list[Piece] = []
    begun: list[SaidWord] = []
    for word in words:
        begun.append(word)
        if word.melody in tuple(_ENDS):
            sentences.append(tuple(begun))
            begun = []
    return [*sentences, tuple(begun)] if begun else sentences


def _joined(sentences: Sequence[Piece]) -> list[Piece]:
    """The sentences, each very short one with the one after it or, at the end, before it."""
    joined: list[Piece] = []
    for sentence in sentences:
        short = joined and (_size(joined[-1]) < FEW_TOKENS or _size(sentence) < FEW_TOKENS)
        if short and _size(joined[-1]) + _size(sentence) <= MOST_TOKENS:
            joined[-1] += sentence
        else:
            joined.append(sentence)
    return joined


def _parted(piece: Piece) -> tuple[Piece, ...]:
    if _size(piece) <= MOST_TOKENS or len(piece) == 1:
        return (piece,)
    first, second = halves(piece)
    return (*_parted(first), *_parted(second))


def _size(piece: Piece) -> int:
    return sum(map(token_count, piece))
