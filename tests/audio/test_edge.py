"""Edge's engine against a service on this machine: the whole speech, or an honest failure."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import formatdate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.checks import check
from audio.engines.edge import EdgeEngine
from audio.engines.edge_gate import Patience
from audio.engines.edge_sound import SAMPLE_RATE, BrokenSound, decode, without_tail
from audio.engines.edge_text import MOST_CHARACTERS, split
from audio.engines.edge_voices import VOICES, prosody_of
from audio.engines.edge_wire import _retry_after_s
from audio.engines.table import UnknownVoice
from audio.errors import EngineUnavailable, KaryanError, SpeechFailed
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Reading, Samples, Speech, SpokenText, Utterance, Voice, word_spans
from tests.faults.edge_service import EdgeService
from tests.faults.edge_voice import ToldWord, encoded, say
from tests.faults.quick import QUICK

pytest_plugins = ["tests.faults.fixtures"]
# A service on a busy machine answers later than the quick patience waits.
pytestmark = pytest.mark.timed

Services = Callable[..., EdgeService]
TEXT = 'שלום לכולם, ברוכים הבאים! מה שלומכם היום? בואו נדבר – ברצינות – על "ארה״ב".'


def utterance(text: str = TEXT, voice: Voice = VOICES[0]) -> Utterance:
    return Utterance(spoken_text(text, reads_numbers=True), voice)


def engine_on(service: EdgeService) -> EdgeEngine:
    return EdgeEngine(url=service.url, patience=QUICK)


def truth(service: EdgeService) -> list[ToldWord]:
    """The words of all requests, each on the clock of its own request."""
    return [word for asked in service.asked for word in say(asked).words]


def same_speech(one: Speech, other: Speech) -> bool:
    return one.words == other.words and np.array_equal(one.samples, other.samples)


@pytest.fixture
def whole(loopback_edge: EdgeEngine) -> Speech:
    return loopback_edge.speak(utterance())


def test_without_faults_each_word_has_its_true_time(edge_service: Services) -> None:
    service = edge_service()
    speech = engine_on(service).speak(utterance())
    check(speech, utterance())
    spoken = [
        word
        for word, reading in zip(speech.words, utterance().spoken.readings, strict=True)
        if reading.spoken
    ]
    assert all(word.measured for word in spoken)
    assert [(word.start_ms, word.end_ms) for word in spoken] == [
        (word.start_ms, word.end_ms) for word in truth(service)
    ]


def test_the_sound_lies_on_the_clock_of_its_words_to_the_sample(edge_service: Services) -> None:
    service = edge_service()
    speech = engine_on(service).speak(utterance())
    assert lag(speech.samples, say(service.asked[0]).samples) == 0


def lag(sound: Samples, of: Samples, reach: int = 240) -> int:
    """By how many samples `sound` comes late, within ±10 ms."""
    length = min(len(sound), len(of), 2 * SAMPLE_RATE) - 2 * reach
    here = sound[reach : reach + length]
    return -max(range(-reach, reach + 1), key=lambda k: float(here @ of[reach + k : reach + k + length]))


def test_a_long_paragraph_is_asked_in_sentences_and_joined_without_moving_a_word(
    edge_service: Services,
) -> None:
    service = edge_service()
    asked = utterance(" ".join([TEXT, "זה משפט אחר, ארוך קצת יותר מקודמו."] * 12))
    # The service speaks as it is asked, which takes a busy machine longer than the quick patience has.
    speech = EdgeEngine(url=service.url, patience=Patience()).speak(asked)
    check(speech, asked)
    assert len(service.asked) > 1
    assert all(len(request.text) <= MOST_CHARACTERS for request in service.asked)
    last = say(service.asked[-1])
    heard = [word for word, r in zip(speech.words, asked.spoken.readings, strict=True) if r.spoken]
    offset_ms = heard[-1].start_ms - last.words[-1].start_ms
    assert heard[-len(last.words)].start_ms == last.words[0].start_ms + offset_ms
    assert lag(speech.samples[offset_ms * SAMPLE_RATE // 1000 :], last.samples) == 0


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        ("403-once", EngineUnavailable, "upgrade edge-tts"),
        ("403-without-date", EngineUnavailable, "upgrade edge-tts"),
        ("403-slow-clock", EngineUnavailable, "60 minutes slow .* set the clock"),
        ("404", EngineUnavailable, "404"),
        ("200-without-upgrade", EngineUnavailable, "check the network's proxy"),
        ("503", EngineUnavailable, "busy"),
        ("429-with-retry-after", EngineUnavailable, "busy .* in 1 seconds"),
        ("close-clean-before-audio", SpeechFailed, "no sound came"),
        ("reset-before-audio", SpeechFailed, "not whole"),
        ("close-clean-after-some-audio", SpeechFailed, "lost on the way"),
        ("reset-after-some-audio", SpeechFailed, "not whole"),
        ("close-within-frame", SpeechFailed, "not whole"),
        ("reset-within-frame", SpeechFailed, "not whole"),
        ("close-before-turn-end", SpeechFailed, "lost on the way"),
        ("stall-before-upgrade", SpeechFailed, "does not answer"),
        ("stall-after-upgrade", SpeechFailed, "does not answer"),
        ("stall-mid-stream", SpeechFailed, "does not answer"),
        ("stall-before-turn-end", SpeechFailed, "does not answer"),
        ("text-without-headers", SpeechFailed, "makes no sense"),
        ("unknown-path", SpeechFailed, "makes no sense"),
        ("metadata-of-another-shape", SpeechFailed, "makes no sense"),
        ("metadata-no-json", SpeechFailed, "makes no sense"),
        ("binary-too-short", SpeechFailed, "makes no sense"),
        ("binary-of-another-path", SpeechFailed, "makes no sense"),
        ("turn-end-without-audio", SpeechFailed, "no sound came"),
        ("half-audio", SpeechFailed, "ends before the last word"),
        ("cut-frame", SpeechFailed, "damaged"),
        ("wrong-format", SpeechFailed, "damaged"),
        ("silent-sound", SpeechFailed, "silent"),
        ("silent-stretch", SpeechFailed, "silence in place of the word"),
        ("no-boundaries", SpeechFailed, "no times of words"),
    ],
)
def test_a_fault_that_stays_is_an_honest_failure(
    fault: str, error: type[KaryanError], reason: str, edge_service: Services
) -> None:
    service = edge_service(fault, always=True)
    engine = EdgeEngine(url=service.url, patience=replace(QUICK, idle_s=1.0, tries=2))
    with pytest.raises(error, match=reason) as caught:
        engine.speak(utterance())
    assert service.connections <= 3
    assert any("א" <= letter <= "ת" for letter in caught.value.he)


@pytest.mark.parametrize("fault", ["missing-boundary", "two-words-in-one", "two-entries-in-one-frame"])
def test_a_word_whose_time_never_comes_is_interpolated_and_says_so(
    fault: str, edge_service: Services, whole: Speech
) -> None:
    service = edge_service(fault, always=True)
    speech = engine_on(service).speak(utterance())
    check(speech, utterance())
    assert np.array_equal(speech.samples, whole.samples)
    told = [word.measured for word in whole.words]
    (lost,) = [i for i, word in enumerate(speech.words) if told[i] and not word.measured]
    assert all(speech.words[i] == whole.words[i] for i in range(len(told)) if abs(i - lost) > 1)
    assert 1 < service.connections <= QUICK.tries


def test_words_that_a_service_never_tells_are_asked_for_twice_and_no_more(edge_service: Services) -> None:
    service = edge_service("two-words-in-one", always=True)
    speech = engine_on(service).speak(utterance("25 שקלים"))
    assert [word.measured for word in speech.words] == [True, False]
    assert service.connections == 2


@pytest.mark.parametrize("fault", ["doubled-boundary", "entity-escaped", "pointed-words", "numbers-in-words"])
def test_words_told_otherwise_are_matched_at_once(fault: str, edge_service: Services, whole: Speech) -> None:
    service = edge_service(fault, always=True)
    speech = engine_on(service).speak(utterance())
    assert speech.words == whole.words
    assert np.array_equal(speech.samples, whole.samples)
    assert service.connections == 1


def test_a_service_that_asks_for_too_long_a_wait_is_left_at_once(edge_service: Services) -> None:
    service = edge_service("429-with-long-retry-after", always=True)
    with pytest.raises(EngineUnavailable, match="in 600 seconds"):
        engine_on(service).speak(utterance())
    assert service.connections == 1


def test_a_silent_service_is_hung_up_on(edge_service: Services) -> None:
    """Else it would still count as asked while the next request is made."""
    service = edge_service("stall-mid-stream", "stall-after-upgrade")
    speak = EdgeEngine(url=service.url, patience=replace(QUICK, idle_s=0.6), requests=1).speak
    with ThreadPoolExecutor(3) as callers:
        list(callers.map(speak, [utterance()] * 3))
    assert (len(service.asked), service.most_at_once) == (5, 1)


@pytest.mark.parametrize("requests", [1, 2])
def test_so_many_requests_at_a_time_and_no_more(requests: int, edge_service: Services) -> None:
    service = edge_service("half-audio", "", "close-within-frame", latency_s=0.05)
    engine = EdgeEngine(url=service.url, patience=QUICK, requests=requests)
    with ThreadPoolExecutor(engine.lanes.limit) as callers:
        list(callers.map(engine.speak, [utterance()] * 6))
    assert (len(service.asked), service.most_at_once) == (8, requests)


@pytest.mark.parametrize("url", ["nonsense", "ftp://127.0.0.1/edge", "ws://"])
def test_an_address_that_is_none_is_named(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="KARYAN_EDGE_URL"):
        EdgeEngine(url=url, patience=QUICK).speak(utterance())


def test_a_wait_may_be_told_as_a_date() -> None:
    assert _retry_after_s({"Retry-After": "7"}) == 7
    assert 50 < _retry_after_s({"Retry-After": formatdate(time.time() + 60, usegmt=True)}) <= 60
    assert _retry_after_s({"Retry-After": "soon"}) == _retry_after_s({}) == 0


@pytest.mark.parametrize("fault", ["stall-after-upgrade", "stall-mid-stream"])
def test_a_silent_service_is_left_long_before_the_total_limit(fault: str, edge_service: Services) -> None:
    patience = Patience(idle_s=0.3, total_s=3_600, tries=1)
    engine = EdgeEngine(url=edge_service(fault, always=True).url, patience=patience)
    ended = threading.Event()

    def speak() -> None:
        with pytest.raises(SpeechFailed, match="does not answer"):
            engine.speak(utterance())
        ended.set()

    threading.Thread(target=speak, daemon=True).start()
    assert ended.wait(60)


def test_what_cannot_get_better_is_not_asked_again(edge_service: Services) -> None:
    service = edge_service("404", always=True)
    with pytest.raises(EngineUnavailable):
        engine_on(service).speak(utterance())
    assert service.connections == 1


def test_callers_at_once_share_one_event_loop(edge_service: Services, whole: Speech) -> None:
    engine = engine_on(edge_service(latency_s=0.1))
    with ThreadPoolExecutor(3) as callers:
        speeches = list(callers.map(lambda _: engine.speak(utterance()), range(6)))
    assert all(same_speech(speech, whole) for speech in speeches)
    assert [thread.name for thread in threading.enumerate()].count("edge") == 1


def test_a_paragraph_of_signs_is_a_pause_and_asks_nobody(edge_service: Services) -> None:
    service = edge_service()
    speech = engine_on(service).speak(utterance("– … –"))
    check(speech, utterance("– … –"))
    assert (len(speech.words), service.connections) == (3, 0)


def test_a_word_too_long_for_any_request_fails_before_it_is_asked(edge_service: Services) -> None:
    service = edge_service()
    with pytest.raises(SpeechFailed, match="part it with spaces"):
        engine_on(service).speak(utterance("א" * 700))
    assert service.connections == 0


def test_ready_means_that_a_word_was_spoken(edge_service: Services) -> None:
    service = edge_service()
    engine_on(service).check_ready(10)
    assert [asked.text for asked in service.asked] == ["קריין"]


@pytest.mark.parametrize("fault", ["503", "turn-end-without-audio", "close-clean-before-audio"])
def test_a_fault_by_chance_does_not_make_the_service_unready(fault: str, edge_service: Services) -> None:
    service = edge_service(fault)
    engine_on(service).check_ready(20)
    assert service.connections == 2


@pytest.mark.parametrize("fault", ["stall-after-upgrade", "stall-mid-stream", "cut-frame", "404", "503"])
def test_a_service_with_a_fault_is_not_ready_and_says_why(fault: str, edge_service: Services) -> None:
    with pytest.raises(EngineUnavailable, match="Edge"):
        engine_on(edge_service(fault, always=True)).check_ready(0.5)


def test_without_a_connection_it_says_to_check_the_internet() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EngineUnavailable, match="internet"):
        EdgeEngine(url=f"ws://127.0.0.1:{port}/", patience=QUICK).check_ready(5)


def test_the_service_is_asked_for_the_voice_with_its_pace_and_pitch(edge_service: Services) -> None:
    service = edge_service()
    calm = next(voice for voice in VOICES if voice.id == "edge-avner")
    engine_on(service).speak(utterance("שלום לכולם", calm))
    assert "(he-IL, AvriNeural)" in service.asked[0].voice
    assert (service.asked[0].rate, service.asked[0].pitch) == ("-6%", "-18Hz")


def test_pace_and_pitch_asked_for_come_on_top_of_the_voices_own() -> None:
    hila = next(voice for voice in VOICES if voice.id == "edge-hila")
    octave_up = prosody_of(replace(hila, rate=1.25, pitch_st=12.0))
    assert (octave_up.rate, octave_up.pitch) == ("+25%", "+205Hz")
    avner = next(voice for voice in VOICES if voice.id == "edge-avner")
    assert prosody_of(replace(avner, rate=0.5)).rate == "-53%"


def test_an_unknown_voice_is_refused_before_the_service_is_asked(loopback_edge: EdgeEngine) -> None:
    with pytest.raises(UnknownVoice, match="karyan voices"):
        loopback_edge.speak(utterance(voice=replace(VOICES[0], id="edge-nobody")))


def test_there_are_three_men_and_three_women_and_a_calm_one_of_each() -> None:
    assert sorted(voice.gender for voice in VOICES) == list("fffmmm")
    assert {voice.gender for voice in VOICES if voice.manner == "calm"} == {"m", "f"}


def test_clips_of_another_service_are_not_taken_for_the_real_ones() -> None:
    assert EdgeEngine(url="ws://127.0.0.1:1/").version != EdgeEngine().version


def tone(ms: int) -> Samples:
    return (0.3 * np.sin(np.arange(ms * SAMPLE_RATE // 1000) / 20)).astype(np.float32)


def test_decoding_takes_away_the_lag_of_encoder_and_decoder() -> None:
    sound = np.concatenate([np.zeros(2400, np.float32), tone(500), np.zeros(2400, np.float32)])
    assert lag(decode(encoded(sound)), sound) == 0


@pytest.mark.parametrize(
    "spoil",
    [lambda mp3: b"", lambda mp3: mp3[:-1], lambda mp3: mp3[1:] + b"\0", lambda mp3: mp3[:144] + b"\0" * 144],
)
def test_bytes_that_are_not_whole_frames_are_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BrokenSound):
        decode(spoil(encoded(tone(500))))


def test_the_services_long_silence_at_the_end_becomes_an_ordinary_pause() -> None:
    sound = np.concatenate([tone(1_000), np.zeros(SAMPLE_RATE * 2, np.float32)])
    assert len(without_tail(sound, last_word_end_ms=900)) == SAMPLE_RATE * 1_400 // 1_000


words = st.text('אבגדהוזח&<,.?!"״', min_size=1, max_size=40)


def spoken(texts: Sequence[str]) -> SpokenText:
    display = " ".join(texts)
    return SpokenText(display, tuple(Reading(a, b, display[a:b]) for a, b in word_spans(display)))


@given(st.lists(words, max_size=120))
def test_requests_hold_every_word_once_in_order_and_fit(texts: list[str]) -> None:
    asked = spoken(texts)
    requests = split(asked)
    assert [word for request in requests for word in request.words] == [r.spoken for r in asked.readings]
    assert all(request.fits for request in requests)


def test_a_request_ends_with_a_sentence_where_it_can() -> None:
    requests = split(spoken(["מילה " * 40 + "סוף."] * 9))
    assert len(requests) > 1
    assert all(request.text.endswith("סוף.") for request in requests)


def test_a_sentence_too_long_for_one_request_is_parted_at_its_commas() -> None:
    requests = split(spoken(["מילה " * 60 + "פסוקית,"] * 5))
    assert len(requests) > 1
    assert all(request.text.endswith("פסוקית,") for request in requests)


def test_a_word_beyond_the_limits_stands_alone_and_does_not_fit() -> None:
    requests = split(spoken(["שלום", "&" * 599 + "אא", "לכם"]))
    assert [request.fits for request in requests] == [True, False, True]


def test_many_ampersands_are_counted_as_they_are_escaped() -> None:
    assert len(split(spoken(["&" * 250, "&" * 250, "&" * 250]))) == 2


def test_a_dash_is_sent_for_its_pause_and_other_signs_are_not() -> None:
    assert split(spoken_text("כן – לא • אולי", reads_numbers=True))[0].text == "כן – לא אולי"
