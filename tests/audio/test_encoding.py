from io import BytesIO

import av
import numpy as np
import pytest

from audio.encoding import (
    AAC_CONFIG,
    AAC_PACKETS_PER_SLOT,
    MP3_FRAMES_PER_SLOT,
    SAMPLE_RATE,
    SLOT_SAMPLES,
    EncodedSound,
    encode,
    silent_slot,
)
from audio.loudness import loudness_lufs
from audio.resampling import resample
from audio.speech import Samples
from tests.audio.sounds import heard, lag, voiced

MP3_FRAME_BYTES = 192


def in_silence(sound: Samples) -> Samples:
    """The sound with a slot of silence before it, and silence after it to the end of a slot."""
    return np.pad(sound, (SLOT_SAMPLES, SLOT_SAMPLES + -len(sound) % SLOT_SAMPLES))


def mp3_heard(mp3: bytes) -> Samples:
    return heard(BytesIO(mp3), [(0, len(mp3) // MP3_FRAME_BYTES * 24)])[0]


def aac_heard(*sounds: EncodedSound) -> Samples:
    decoder = av.CodecContext.create("aac", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.extradata = AAC_CONFIG
    decoded = []
    for sound in sounds:
        for end, size in zip(np.cumsum(sound.aac_sizes), sound.aac_sizes, strict=True):
            decoded += decoder.decode(av.Packet(sound.aac[end - size : end]))
    return resample(np.concatenate([frame.to_ndarray()[0] for frame in decoded]), 32_000, SAMPLE_RATE)


@pytest.fixture(scope="module")
def original() -> Samples:
    return in_silence(voiced(3.1, SAMPLE_RATE, seed=1))


@pytest.fixture(scope="module")
def encoded(original: Samples) -> EncodedSound:
    return encode(original)


@pytest.mark.parametrize("slots", [1, 2, 3, 7, 50])
def test_a_slot_is_four_mp3_frames_and_three_aac_packets_at_any_length(slots: int) -> None:
    sound = encode(0.1 * voiced(slots * 0.096, SAMPLE_RATE, seed=slots))
    assert len(sound.mp3) == slots * MP3_FRAMES_PER_SLOT * MP3_FRAME_BYTES
    assert len(sound.aac_sizes) == slots * AAC_PACKETS_PER_SLOT
    assert sum(sound.aac_sizes) == len(sound.aac)


def test_what_is_not_whole_slots_is_refused() -> None:
    with pytest.raises(ValueError, match="not a whole number of slots"):
        encode(np.zeros(SLOT_SAMPLES + 1, np.float32))


def test_no_mp3_frame_leans_on_the_one_before_it(encoded: EncodedSound) -> None:
    frames = [encoded.mp3[at : at + MP3_FRAME_BYTES] for at in range(0, len(encoded.mp3), MP3_FRAME_BYTES)]
    # MPEG-2, layer III, no checksum; 64 kbit/s at 24 kHz, not padded; mono (ISO 13818-3).
    assert {frame[:3].hex() for frame in frames} == {"fff384"}
    assert {frame[3] >> 6 for frame in frames} == {3}
    main_data_begin = {frame[4] for frame in frames}
    assert main_data_begin == {0}
    assert b"Info" not in encoded.mp3 and b"Xing" not in encoded.mp3


def test_the_aac_configuration_is_what_the_encoder_says_of_itself() -> None:
    encoder = av.CodecContext.create("aac", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format = 32_000, "mono", "fltp"
    encoder.open()
    assert encoder.extradata == AAC_CONFIG


def test_a_decoder_that_knows_nothing_hears_sample_0_at_time_0(
    original: Samples, encoded: EncodedSound
) -> None:
    for decoded in (mp3_heard(encoded.mp3), aac_heard(encoded)):
        assert abs(len(decoded) - len(original)) < 32  # the resampler of the test adds a few
        assert lag(decoded, original) == 0


def test_both_files_are_as_loud_as_the_sound(original: Samples, encoded: EncodedSound) -> None:
    asked = loudness_lufs(original, SAMPLE_RATE)
    assert loudness_lufs(mp3_heard(encoded.mp3), SAMPLE_RATE) == pytest.approx(asked, abs=0.1)
    assert loudness_lufs(aac_heard(encoded), SAMPLE_RATE) == pytest.approx(asked, abs=0.1)


def test_what_comes_before_a_clip_does_not_change_how_it_sounds(encoded: EncodedSound) -> None:
    loud, other = (encode(in_silence(voiced(1, SAMPLE_RATE, seed, peak=0.9))) for seed in (2, 3))
    after_loud, after_other = (mp3_heard(before.mp3 + encoded.mp3) for before in (loud, other))
    length = len(encoded.aac_sizes) // AAC_PACKETS_PER_SLOT * SLOT_SAMPLES
    np.testing.assert_allclose(after_loud[-length:], after_other[-length:], atol=1e-4)
    after_loud, after_other = (aac_heard(before, encoded) for before in (loud, other))
    np.testing.assert_allclose(after_loud[-length:], after_other[-length:], atol=1e-4)


def test_a_silent_slot_is_silent() -> None:
    silence = silent_slot()
    assert len(silence.aac_sizes) == AAC_PACKETS_PER_SLOT
    assert np.abs(mp3_heard(silence.mp3 * 20)).max() < 1e-5
    assert np.abs(aac_heard(*[silence] * 20)).max() < 1e-5
