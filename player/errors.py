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


class NotAllowed(KaryanError):
    """What who asks may not do."""


class LoginNeeded(NotAllowed):
    """What he may do once he has logged in."""
