"""What can go wrong between us and the service, in one form: what to do, and whether to try again."""

from audio.errors import EngineUnavailable, KaryanError, SpeechFailed

SOON, LATER = 3, 10
"""So many requests in a row without an answer are no chance: where none gets through, where each breaks."""
SLOW_CLOCK_S = 300
"""The service takes what is asked for as valid for five minutes."""
_BETWEEN_US = frozenset((407, 451))


class Trouble(Exception):
    """One request that did not come to a whole answer.

    Args:
        he: what happened and what to do, in Hebrew.
        en: the same in English.
        again: whether another try may go better.
        everywhere: whether it holds for every request and not for this text alone.
        wait_s: how long the service asks us to wait; 0 where it does not say.
        in_a_row: after how many requests in a row without an answer, this the last, nobody is to ask.
    """

    def __init__(
        self,
        he: str,
        en: str,
        *,
        again: bool = True,
        everywhere: bool = False,
        wait_s: float = 0.0,
        in_a_row: int = LATER,
    ) -> None:
        super().__init__(en)
        self.he, self.en = he, en
        self.again, self.everywhere = again, everywhere
        self.wait_s, self.in_a_row = wait_s, in_a_row

    def as_error(self) -> KaryanError:
        """The error that others see."""
        return (EngineUnavailable if self.everywhere else SpeechFailed)(self.he, self.en)

    def for_everybody(self) -> "Trouble":
        """The same, once it has been met so often that it holds for every request."""
        return Trouble(self.he, self.en, again=False, everywhere=True)


def incomplete(reason_he: str, reason_en: str) -> Trouble:
    """An answer that does not pass the checks: it must not be used, another may be whole."""
    return Trouble(
        f"התשובה של Edge לא הגיעה בשלמותה ({reason_he}); הריצו שוב, ומה שכבר נוצר יישמר",
        f"the answer of Edge is not whole ({reason_en}); run again, what is made is kept",
    )


def stalled() -> Trouble:
    """Nothing came for longer than we wait."""
    return Trouble(
        "שירות Edge אינו עונה; הריצו שוב, או בחרו במנוע espeak שאינו תלוי ברשת",
        "the Edge service does not answer; run again, or choose the engine espeak, which needs no network",
    )


def unreachable() -> Trouble:
    """No connection at all."""
    return Trouble(
        "אין קשר לשירות Edge; בדקו את החיבור לאינטרנט, או בחרו במנוע espeak שאינו תלוי ברשת",
        "the Edge service cannot be reached; check the internet connection, or choose the engine espeak",
        everywhere=True,
        in_a_row=SOON,
    )


def untrusted() -> Trouble:
    """The connection's certificate is not to be trusted."""
    return _final(
        "לא ניתן לאמת את שירות Edge; בדקו את שעון המחשב ואת הגדרות ה־proxy",
        "the Edge service's certificate cannot be trusted; check this machine's clock and its proxy",
    )


def no_address() -> Trouble:
    """What is set as the service's address is none."""
    return _final(
        "הכתובת ב־KARYAN_EDGE_URL אינה תקינה; כתבו אותה כך: ws://127.0.0.1:8765/edge/v1",
        "KARYAN_EDGE_URL holds no address; write it as ws://127.0.0.1:8765/edge/v1",
    )


def refused(status: int, wait_s: float = 0.0, clock_off_s: float = 0.0) -> Trouble:
    """The service, or what stands between, answered the connection with a status instead of opening it.

    Args:
        status: of HTTP.
        wait_s: its Retry-After; 0 where there is none.
        clock_off_s: by how much our clock is behind the answer's Date; 0 where that is not known.
    """
    if status == 403:
        return _slow_clock(clock_off_s) if abs(clock_off_s) > SLOW_CLOCK_S else _forbidden()
    if status == 429 or status >= 500:
        return _busy(status, wait_s)
    if status < 400 or status in _BETWEEN_US:
        return _final(
            f"משהו ברשת חוסם את שירות Edge ({status}); בדקו proxy, סינון ודף כניסה, ואת KARYAN_EDGE_URL",
            f"something blocks the way to Edge ({status}); check the network's proxy, filter and sign-in "
            "page, and KARYAN_EDGE_URL",
        )
    return _final(
        f"שירות Edge אינו מקבל את הבקשה ({status}); בדקו את KARYAN_EDGE_URL, או שדרגו: "
        "pip install --upgrade edge-tts",
        f"the Edge service does not take our request ({status}); check KARYAN_EDGE_URL, or run "
        "pip install --upgrade edge-tts",
    )


def _forbidden() -> Trouble:
    # The library has moved its clock to the answer's by then and asked once more: the token has changed.
    return _final(
        "שירות Edge דחה את הבקשה (403); שדרגו: pip install --upgrade edge-tts",
        "the Edge service refused us (403); upgrade edge-tts: pip install --upgrade edge-tts",
    )


def _slow_clock(clock_off_s: float) -> Trouble:
    he, en = clock_words(clock_off_s)
    return _final(
        f"{he}, ושירות Edge דוחה את הבקשה (403); כוונו את השעון",
        f"{en} and Edge refuses us (403); set the clock",
    )


def clock_words(clock_off_s: float) -> tuple[str, str]:
    """By how much our clock is behind or ahead, as the beginning of a sentence, in Hebrew and in English."""
    minutes = round(abs(clock_off_s) / 60)
    he, en = ("מפגר", "slow") if clock_off_s > 0 else ("ממהר", "fast")
    return f"שעון המחשב {he} ב־{minutes} דקות", f"this machine's clock is {minutes} minutes {en}"


def _busy(status: int, wait_s: float) -> Trouble:
    when_he = f"בעוד {round(wait_s)} שניות" if wait_s else "בעוד כמה דקות"
    when_en = f"in {round(wait_s)} seconds" if wait_s else "in some minutes"
    return Trouble(
        f"שירות Edge עמוס ({status}); נסו שוב {when_he}, או בחרו במנוע espeak",
        f"the Edge service is busy ({status}); try again {when_en}, or choose the engine espeak",
        everywhere=True,
        wait_s=wait_s,
        in_a_row=1,
    )


def not_installed() -> Trouble:
    """The library is missing."""
    return _final(
        "הספרייה edge-tts אינה מותקנת; הריצו make install",
        "the library edge-tts is not installed; run make install",
    )


def word_too_long(word: str) -> Trouble:
    """A single word beyond what one request may hold."""
    return Trouble(
        f"יש בטקסט מילה ארוכה מכדי להקריא אותה (‎{word[:20]}…); הפרידו אותה ברווחים",
        f"the text holds a word too long to be spoken ({word[:20]}…); part it with spaces",
        again=False,
    )


def _final(he: str, en: str) -> Trouble:
    """What no try will mend, and no other text either."""
    return Trouble(he, en, again=False, everywhere=True, in_a_row=1)
