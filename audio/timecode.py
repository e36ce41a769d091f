"""The one clock: whole milliseconds. Samples become milliseconds here and nowhere else."""


def ms_from_samples(samples: int, sample_rate: int) -> int:
    """Milliseconds of that many samples, rounded to the nearest.

    >>> ms_from_samples(2304, 24_000)
    96
    """
    return (samples * 1000 + sample_rate // 2) // sample_rate


def samples_from_ms(ms: int, sample_rate: int) -> int:
    """Samples in that many milliseconds, rounded to the nearest.

    >>> samples_from_ms(96, 24_000)
    2304
    """
    return (ms * sample_rate + 500) // 1000


def clock(ms: int) -> str:
    """A time as people read it: hours only when there are any.

    >>> clock(754_200), clock(3_754_200)
    ('12:34', '1:02:34')
    """
    hours, seconds = divmod(ms // 1000, 3600)
    minutes, seconds = divmod(seconds, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def timestamp(ms: int, sign: str = ".") -> str:
    """A time as files of timed text write it, to the millisecond; `sign` parts the seconds.

    >>> timestamp(3_754_203), timestamp(96, ",")
    ('01:02:34.203', '00:00:00,096')
    """
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds, thousandths = divmod(rest, 1000)
    return f"{hours:02}:{minutes:02}:{seconds:02}{sign}{thousandths:03}"
