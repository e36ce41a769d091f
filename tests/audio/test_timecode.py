from hypothesis import given
from hypothesis import strategies as st

from audio.timecode import clock, ms_from_samples, samples_from_ms

DAY_MS = 24 * 3600 * 1000
rates = st.sampled_from([8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])


@given(ms=st.integers(0, DAY_MS), rate=rates)
def test_milliseconds_survive_the_way_through_samples(ms: int, rate: int) -> None:
    assert ms_from_samples(samples_from_ms(ms, rate), rate) == ms


@given(samples=st.integers(0, 10**10), rate=rates)
def test_a_time_is_never_off_by_more_than_half_a_millisecond(samples: int, rate: int) -> None:
    assert abs(ms_from_samples(samples, rate) * rate - samples * 1000) * 2 <= rate


@given(samples=st.integers(0, 10**10), more=st.integers(0, 10**6), rate=rates)
def test_later_samples_are_never_earlier_milliseconds(samples: int, more: int, rate: int) -> None:
    assert ms_from_samples(samples + more, rate) >= ms_from_samples(samples, rate)


def test_a_clock_shows_hours_only_when_there_are_any() -> None:
    times = (0, 999, 59_999, 60_000, 3_599_999, 3_600_000, 36_061_000)
    assert [clock(ms) for ms in times] == ["0:00", "0:00", "0:59", "1:00", "59:59", "1:00:00", "10:01:01"]
