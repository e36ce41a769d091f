"""What the whole house decided, wherever its machines are: names and values in the library's database."""

from collections.abc import Callable

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from player.tables import house


class House:
    """The decisions in one database. Safe to share between threads and machines."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str) -> str | None:
        """What was put under that name; None for nothing."""
        with self._engine.connect() as connection:
            value = connection.scalar(select(house.c.value).where(house.c.name == name))
        return None if value is None else str(value)

    def under(self, prefix: str) -> dict[str, str]:
        """Everything whose name begins so, by the rest of its name."""
        chosen = select(house).where(house.c.name.startswith(prefix, autoescape=True))
        with self._engine.connect() as connection:
            return {row.name.removeprefix(prefix): row.value for row in connection.execute(chosen)}

    def put(self, name: str, value: str) -> None:
        """Keep the value, whatever was there before."""
        with self._engine.begin() as connection:
            connection.execute(delete(house).where(house.c.name == name))
            connection.execute(insert(house).values(name=name, value=value))

    def forget(self, name: str) -> None:
        """Take away what is there, if anything is."""
        with self._engine.begin() as connection:
            connection.execute(delete(house).where(house.c.name == name))

    def exchange(self, name: str, seen: str | None, value: str) -> bool:
        """Keep the value unless somebody else changed what was seen there; whether it was kept.

        Args:
            seen: what `get` told before; None for nothing.
        """
        if seen is None:
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(house).values(name=name, value=value))
            except IntegrityError:
                return False
            return True
        changed = update(house).where(house.c.name == name, house.c.value == seen).values(value=value)
        with self._engine.begin() as connection:
            return connection.execute(changed).rowcount == 1

    def get_or_make(self, name: str, make: Callable[[], str]) -> str:
        """What is kept there; made when it is first asked for, by whoever of several is first."""
        found = self.get(name)
        if found is None:
            self.exchange(name, None, make())
            found = self.get(name)
        assert found is not None
        return found
