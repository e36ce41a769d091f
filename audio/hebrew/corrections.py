"""What corrects the model's points: the lexicon, the articles, homographs by their neighbours, whom one
speaks to."""

from audio.hebrew.addressee import addressed
from audio.hebrew.agreement import agreeing
from audio.hebrew.articles import with_articles
from audio.hebrew.homographs import in_context
from audio.hebrew.lexicon import with_known_phrases, with_known_words
from audio.hebrew.parts import by_part
from audio.hebrew.slips import without_slips
from audio.hebrew.word_list import word_list


def corrected(text: str) -> str:
    """A text that the model pointed, read by what stands in the word, beside it and in its sentence.

    The letters and signs stay; only marks change.
    """
    words = in_context(by_part(with_known_words(with_articles(without_slips(word_list(text))))))
    return with_known_phrases(addressed(agreeing(words))).text
