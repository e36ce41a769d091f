"""The score on documents with the truth: what `make bench` measures, held to its floors."""

import pytest

from benchmarks.speakers import SpeakerFigures, documents_in, measure_speakers


@pytest.fixture(scope="module")
def figures() -> SpeakerFigures:
    return measure_speakers()


def test_the_set_is_of_many_documents_and_paragraphs(figures: SpeakerFigures) -> None:
    assert len(figures.documents) == len(documents_in()) >= 12
    assert figures.paragraphs >= 600


def test_at_least_97_of_100_paragraphs_are_given_to_the_right_speaker(figures: SpeakerFigures) -> None:
    assert figures.right >= 0.97, figures.misses


def test_of_what_is_called_sure_at_least_995_of_1000_are_right(figures: SpeakerFigures) -> None:
    assert figures.sure_right >= 0.995, [miss for miss in figures.misses if miss.sure >= 0.9]


def test_most_paragraphs_are_called_sure(figures: SpeakerFigures) -> None:
    assert figures.sure >= 0.85


def test_no_document_is_understood_badly(figures: SpeakerFigures) -> None:
    for document in figures.documents:
        assert len(document.misses) <= 0.1 * document.paragraphs, document.misses
