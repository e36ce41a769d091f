"""How much each cue of who speaks weighs: natural logarithms of odds.

Positive speaks for the guest, negative for the labelled speaker who goes on. They were first judged by
reading documents, and then drawn by gradient descent to where the true places of change are likeliest, in the
runs of ``tests/data/transcripts`` and of every second document of ``tests/data/speakers``; a penalty on the
distance keeps near its judged weight what these documents hardly show.
"""

WEIGHTS: dict[str, float] = {
    # Where in a run the guest begins to speak.
    "at_once": 1.9,
    "at_once_opening": -0.2,
    "at_once_long": -1.9,
    "going_on": -0.6,
    "going_on_opening": -0.4,
    "returns": 8.0,
    "closing": -3.0,
    # What stands on both sides of that place.
    "after_question": 1.8,
    "opens_as_answer": 1.9,
    "opens_maybe_as_answer": 0.7,
    "as_you": 2.1,
    "mid_sentence": 1.2,
    "goes_on": -0.7,
    "asks_back": 0.9,
    "echo": 1.7,
    "after_colon": -3.0,
    "goes_on_quoting": -1.5,
    "goes_on_reading": -10.0,
    # What a paragraph tells by itself.
    "before_labels": 2.7,
    "guests_gender": 4.2,
    "hosts_gender": -4.3,
    "to_host_woman": 3.0,
    "to_host_man": 1.1,
    "to_guest_woman": -3.0,
    "to_guest_man": -1.1,
    "to_someone": -1.0,
    "calls_guest": -4.1,
    "calls_host": 3.0,
    "hosts_words": -1.4,
    "closing_words": -2.9,
    "long_question": -0.6,
    "short_question": -0.3,
    "question_to_someone": -1.3,
}
