"""What can go wrong with transcripts, episodes and the library."""

from audio.errors import BadUse as BadUse
from audio.errors import KaryanError


class BadTranscript(BadUse):
    """A document that cannot be narrated: missing, empty, binary, too big, not Hebrew, without speech."""


class NoSuchEpisode(BadUse):
    """No episode has that slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"אין בספרייה פרק בשם {slug}; הפקודה karyan list מציגה את הפרקים",
            f"the library has no episode {slug}; `karyan list` shows those it has",
        )
        self.slug = slug

    def __reduce__(self) -> tuple[type["NoSuchEpisode"], tuple[str]]:  # type: ignore[override]
        return type(self), (self.slug,)


class NoSuchDocument(BadUse):
    """The house has no document of that episode."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"המסמך של {slug} אינו שמור כאן; הביאו אותו שוב: karyan bring FILE, או בעמוד הסטודיו",
            f"the document of {slug} is not kept here; bring it again: karyan bring FILE, or in the studio",
        )
        self.slug = slug

    def __reduce__(self) -> tuple[type["NoSuchDocument"], tuple[str]]:  # type: ignore[override]
        return type(self), (self.slug,)


class Conflict(BadUse):
    """What is to be changed was changed elsewhere meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "מישהו שינה את זה בינתיים בחלון אחר; טענו את הדף שוב, ראו מה עומד שם עכשיו ושנו",
            "somebody changed that meanwhile in another window; load the page again, look, and change it",
        )

    def __reduce__(self) -> tuple[type["Conflict"], tuple[()]]:  # type: ignore[override]
        return type(self), ()


def disk_refused(error: OSError) -> KaryanError:
    """What to do where the disk refused something."""
    place, reason = error.filename or "KARYAN_HOME", error.strerror or str(error)
    return KaryanError(
        f"הדיסק סירב ב־{place} ({reason}); פנו מקום, או קבעו תיקייה אחרת ב־KARYAN_HOME, והריצו שוב",
        f"the disk refused at {place} ({reason}); make room, or set another KARYAN_HOME, and run again",
    )


def as_reason(error: Exception) -> KaryanError:
    """Any error as a sentence for people: our own as they are, others with what they say."""
    if isinstance(error, KaryanError):
        return error
    if isinstance(error, OSError):
        return disk_refused(error)
    what = f"{type(error).__name__}: {error}"
    return KaryanError(
        f"תקלה שלא הייתה צפויה ({what}); נסו שוב, ואם היא חוזרת הריצו karyan doctor",
        f"something unexpected went wrong ({what}); try again, and if it comes back run karyan doctor",
    )


class NotAllowed(KaryanError):
    """What who asks may not do."""


class LoginNeeded(NotAllowed):
    """What he may do once he has logged in."""
