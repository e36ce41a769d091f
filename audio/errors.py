"""What can go wrong with sound, each error one sentence in Hebrew and in English that says what to do."""


class KaryanError(Exception):
    """A failure that a person can be told of.

    Args:
        he: the sentence in Hebrew, ending in what to do.
        en: the same sentence in English.
    """

    def __init__(self, he: str, en: str) -> None:
        super().__init__(en)
        self.he = he
        self.en = en

    def sentence(self, language: str) -> str:
        """The sentence in ``"he"`` or, for any other language, in English."""
        return self.he if language == "he" else self.en

    # Errors cross process borders, and a default exception is rebuilt from `args` alone.
    def __reduce__(self) -> tuple[type["KaryanError"], tuple[str, str]]:
        return type(self), (self.he, self.en)


class BadUse(KaryanError):
    """The request itself is wrong: the command line ends with exit code 2, the page with 400."""


class EngineUnavailable(KaryanError):
    """An engine that cannot speak here and now: not installed, offline, refused."""


class SpeechFailed(KaryanError):
    """One utterance that could not be spoken, or whose speech did not pass its checks."""


class ClipDamaged(KaryanError):
    """A stored clip whose bytes are not what was written."""
