"""What can go wrong between us and the service, in one form: what to do, and whether to try again."""

from audio.errors import EngineUnavailable, KaryanError, SpeechFailed


class Trouble(Exception):
    """One request that did not come to a whole answer.

    Args:
        he: what happened and what to do, in Hebrew.
        en: the same in English.
        again: whether another try may go better.
        everywhere: whether it holds for every request and not for this text alone.
        wait_s: how long the service asks us to wait; 0 where it does not say.
    """

    def __init__(
        self, he: str, en: str, *, again: bool = True, everywhere: bool = False, wait_s: float = 0.0
    ) -> None:
        super().__init__(en)
        self.he, self.en = he, en
        self.again, self.everywhere, self.wait_s = again, everywhere, wait_s

    def as_error(self) -> KaryanError:
        """The error that others see."""
        return (EngineUnavailable if self.everywhere else SpeechFailed)(self.he, self.en)


def incomplete(reason_he: str, reason_en: str) -> Trouble:
    """An answer that does not pass the checks: it must not be used, another may be whole."""
    return Trouble(
        f"התשובה של Edge לא הגיעה בשלמותה ({reason_he}); הריצו שוב, ומה שכבר נוצר יישמר",
        f"the answer of Edge is not whole ({reason_en}); run again, what is made is kept",
    )


def stalled() -> Trouble:
    """Nothing came for longer than we wait."""
    return Trouble(
        "שירות Edge אינו עונה; הריצו שוב, או בחרו ‎--engine espeak שאינו תלוי ברשת",
        "the Edge service does not answer; run again, or choose --engine espeak, which needs no network",
    )


def unreachable() -> Trouble:
    """No connection at all."""
    return Trouble(
        "אין קשר לשירות Edge; בדקו את החיבור לאינטרנט, או בחרו ‎--engine espeak שאינו תלוי ברשת",
        "the Edge service cannot be reached; check the internet connection, or choose --engine espeak",
        everywhere=True,
    )


def untrusted() -> Trouble:
    """The connection's certificate is not to be trusted."""
    return Trouble(
        "לא ניתן לאמת את שירות Edge; בדקו את שעון המחשב ואת הגדרות ה־proxy",
        "the Edge service's certificate cannot be trusted; check this machine's clock and its proxy",
        again=False,
        everywhere=True,
    )


def refused(status: int, wait_s: float = 0.0) -> Trouble:
    """The service answered the connection with an HTTP status instead of opening it."""
    if status == 403:
        return Trouble(
            "שירות Edge דחה את הבקשה (403); שדרגו: pip install --upgrade edge-tts, ובדקו את שעון המחשב",
            "the Edge service refused us (403); run pip install --upgrade edge-tts, and check the clock",
            again=False,
            everywhere=True,
        )
    if status == 429 or status >= 500:
        return Trouble(
            f"שירות Edge עמוס ({status}); נסו שוב בעוד כמה דקות, או בחרו ‎--engine espeak",
            f"the Edge service is busy ({status}); try again in some minutes, or choose --engine espeak",
            everywhere=True,
            wait_s=wait_s,
        )
    return Trouble(
        f"שירות Edge אינו מקבל את הבקשה ({status}); בדקו את הרשת ואת KARYAN_EDGE_URL",
        f"the Edge service does not take our request ({status}); check the network and KARYAN_EDGE_URL",
        again=False,
        everywhere=True,
    )


def not_installed() -> Trouble:
    """The library is missing."""
    return Trouble(
        "הספרייה edge-tts אינה מותקנת; הריצו make install",
        "the library edge-tts is not installed; run make install",
        again=False,
        everywhere=True,
    )


def word_too_long(word: str) -> Trouble:
    """A single word beyond what one request may hold."""
    return Trouble(
        f"יש בטקסט מילה ארוכה מכדי להקריא אותה (‎{word[:20]}…); הפרידו אותה ברווחים",
        f"the text holds a word too long to be spoken ({word[:20]}…); part it with spaces",
        again=False,
    )
