"""What is secret about a house's feed: the word in its address, without which nobody finds it.

Podcast apps cannot log in, so that the address itself is the key; who has it may listen. It lies in the media
store, which all machines of a house share.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from uuid import uuid4

from audio.media import MediaStore

PUBLIC_KEY = "public"
"""What stands in place of the secret where the house is public."""
_NAME = "feed/house.json"
_SECRET_BYTES = 18
"""144 random bits, 24 characters of an address: not to be guessed."""


@dataclass(frozen=True)
class House:
    """Who the house is to podcast apps."""

    id: str
    """A UUID, which stays whatever the address: apps know the same feed and episodes by it."""
    secret: str


def house(media: MediaStore) -> House:
    """The house; it gets its id and secret when it is first asked for."""
    if not media.exists(_NAME):
        _keep(House(str(uuid4()), _new_secret()), media)
    with media.open(_NAME) as file:
        return House(**json.load(file))


def renew(media: MediaStore) -> House:
    """Give the house another secret: from now on the addresses with the one before lead nowhere."""
    renewed = House(house(media).id, _new_secret())
    _keep(renewed, media)
    return renewed


def opens(key: str, media: MediaStore, is_public: bool) -> bool:
    """Whether the word in an address is the right one."""
    if is_public and key == PUBLIC_KEY:
        return True
    return hmac.compare_digest(key.encode(), house(media).secret.encode())


def _new_secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)


def _keep(kept: House, media: MediaStore) -> None:
    with media.create(_NAME) as file:
        file.write(json.dumps(asdict(kept)).encode())
