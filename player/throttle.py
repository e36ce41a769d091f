"""How long one waits after wrong passwords; kept in the house, so that no restart and no process forgets.

A try is counted before it is judged: many at once cannot slip through together.
"""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from audio.errors import KaryanError
from player.house import House

FREE_TRIES = 5
"""So many wrong ones of an address cost nothing: people mistype."""
FREE_TRIES_OVERALL = 25
"""The same for all addresses together, since one who attacks may have many."""
FIRST_WAIT_S = 5
LONGEST_WAIT_S, LONGEST_WAIT_OVERALL_S = 900, 60
"""Each wait is twice the one before, up to this; shorter overall, where the editor waits with the others."""
FORGOTTEN_AFTER_S = 24 * 3600
_PREFIX, _OVERALL = "tries/", "all"


class MustWait(KaryanError):
    """Too many wrong passwords; how long to wait is told."""

    def __init__(self, wait_s: int) -> None:
        he, en = _duration(wait_s)
        super().__init__(
            f"היו יותר מדי ניסיונות שגויים; נסו שוב בעוד {he}",
            f"there were too many wrong tries; try again in {en}",
        )
        self.wait_s = wait_s

    def __reduce__(self) -> tuple[type["MustWait"], tuple[int]]:  # type: ignore[override]
        return type(self), (self.wait_s,)


@dataclass(frozen=True)
class _Tries:
    """What is kept of an address."""

    wrong: int
    last_s: int
    """Seconds since 1970."""

    @staticmethod
    def read(kept: str | None) -> "_Tries":
        wrong, last_s = (kept or "0 0").split()
        return _Tries(int(wrong), int(last_s))

    def wait_s(self, now_s: int, free: int, longest_s: int) -> int:
        """How long until the next one may be made; 0 for now."""
        if self.wrong < free:
            return 0
        # The exponent has a bound, so that the number has one.
        whole_s = min(FIRST_WAIT_S << min(self.wrong - free, 20), longest_s)
        # A clock that was set back makes nobody wait longer than that.
        return max(0, whole_s - max(0, now_s - self.last_s))


class Throttle:
    """The tries of a house.

    Args:
        house: where they are kept.
        clock: seconds since 1970.
    """

    def __init__(self, house: House, clock: Callable[[], float] = time.time) -> None:
        self._house = house
        self._clock = clock

    def count(self, address: str) -> None:
        """Count a try of that address as a wrong one.

        Raises:
            MustWait: where it comes too early; it is not counted, and is not to be judged.
        """
        self._forget_old()
        now_s = int(self._clock())
        own, overall = self._house.get(_PREFIX + _network(address)), self._house.get(_PREFIX + _OVERALL)
        wait_s = max(
            _Tries.read(own).wait_s(now_s, FREE_TRIES, LONGEST_WAIT_S),
            _Tries.read(overall).wait_s(now_s, FREE_TRIES_OVERALL, LONGEST_WAIT_OVERALL_S),
        )
        if wait_s:
            raise MustWait(wait_s)
        for name, kept in ((_network(address), own), (_OVERALL, overall)):
            counted = f"{_Tries.read(kept).wrong + 1} {now_s}"
            if not self._house.exchange(_PREFIX + name, kept, counted):
                raise MustWait(1)  # Another one is being judged at this moment.

    def was_right(self, address: str) -> None:
        """The try that was counted last was not wrong: the address begins anew."""
        self._house.forget(_PREFIX + _network(address))
        kept = self._house.get(_PREFIX + _OVERALL)
        tries = _Tries.read(kept)
        if kept is not None:
            self._house.exchange(_PREFIX + _OVERALL, kept, f"{max(0, tries.wrong - 1)} {tries.last_s}")

    def _forget_old(self) -> None:
        now_s = int(self._clock())
        for name, kept in self._house.under(_PREFIX).items():
            if now_s - _Tries.read(kept).last_s > FORGOTTEN_AFTER_S:
                self._house.forget(_PREFIX + name)


def _network(address: str) -> str:
    """Who tries: an address, or the network of one of IPv6, where a machine has more than one can count."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))


def _duration(seconds: int) -> tuple[str, str]:
    """In Hebrew and English, minutes rounded up."""
    if seconds == 1:
        return "שנייה", "a second"
    if seconds <= 60:
        return f"{seconds} שניות", f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return ("שתי דקות" if minutes == 2 else f"{minutes} דקות"), f"{minutes} minutes"
