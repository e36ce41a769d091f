"""The studio's password: one for the whole house, of which only an argon2 hash is kept."""

import hashlib
import unicodedata
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from player.errors import BadUse
from player.house import House

LEAST_CHARACTERS = 8
"""As NIST SP 800-63B asks of a password that people choose."""
MOST_CHARACTERS = 1000
_NAME = "password"
_HASHER = PasswordHasher()
"""With the library's own measures: argon2id, those that RFC 9106 gives for little memory (64 MiB)."""
# However many try at once, one hash is computed at a time: each takes that memory.
_one_at_a_time = Lock()


def set_password(house: House, password: str) -> None:
    """Ask for this password from now on; who is logged in by another one is so no longer.

    Raises:
        BadUse: where it is too short or too long.
    """
    if len(password) < LEAST_CHARACTERS:
        raise BadUse(
            f"הסיסמה קצרה מדי; בחרו אחת של {LEAST_CHARACTERS} תווים לפחות, למשל כמה מילים",
            f"the password is too short; choose {LEAST_CHARACTERS} characters at least, say a few words",
        )
    if len(password) > MOST_CHARACTERS:
        raise BadUse(
            f"הסיסמה ארוכה מדי; בחרו אחת של {MOST_CHARACTERS} תווים לכל היותר",
            f"the password is too long; choose one of {MOST_CHARACTERS} characters at most",
        )
    with _one_at_a_time:
        house.put(_NAME, _HASHER.hash(_one_spelling(password)))


def remove_password(house: House) -> None:
    """Ask for none any more; nothing happens where there was none."""
    house.forget(_NAME)


def has_password(house: House) -> bool:
    """Whether one is set."""
    return house.get(_NAME) is not None


def is_right(house: House, password: str) -> bool:
    """Whether it is the one that is set; never where none is."""
    kept = house.get(_NAME)
    if kept is None or len(password) > MOST_CHARACTERS:
        return False
    try:
        with _one_at_a_time:
            return _HASHER.verify(kept, _one_spelling(password))
    except (VerificationError, InvalidHashError):
        return False


def fingerprint(house: House) -> str:
    """What tells this password from every other one, and tells nobody the password; "" where none is set."""
    kept = house.get(_NAME)
    return "" if kept is None else hashlib.sha256(kept.encode()).hexdigest()


def _one_spelling(password: str) -> str:
    # Keyboards differ in how they send a letter with a mark; RFC 8265 has all of them mean the same.
    return unicodedata.normalize("NFC", password)
