"""What the whole house decided is kept by name, and two who decide at once do not overwrite each other."""

from threading import Barrier, Thread

import pytest

from player.home import Home
from player.house import House


@pytest.fixture
def house(home: Home) -> House:
    return home.house


def test_what_is_put_is_there_until_it_is_forgotten(house: House) -> None:
    assert house.get("a") is None
    house.put("a", "ראשון")
    house.put("a", "שני")
    assert house.get("a") == "שני"
    house.forget("a")
    house.forget("a")
    assert house.get("a") is None


def test_names_under_a_prefix_are_told_without_it_and_signs_of_patterns_are_plain(house: House) -> None:
    for name in ("set_x/engine", "set_x/site", "setax/jobs", "set%x/jobs", "other"):
        house.put(name, name[-1])
    assert house.under("set_x/") == {"engine": "e", "site": "e"}


def test_an_exchange_fails_where_somebody_was_faster(house: House) -> None:
    assert house.exchange("a", None, "1")
    assert not house.exchange("a", None, "2")
    assert house.exchange("a", "1", "2")
    assert not house.exchange("a", "1", "3")
    assert house.get("a") == "2"


def test_who_asks_first_makes_it_and_all_get_the_same(house: House) -> None:
    together, got = Barrier(6), []

    def ask(mine: str) -> None:
        together.wait()
        got.append(house.get_or_make("key", lambda: mine))

    threads = [Thread(target=ask, args=(str(number),)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 6
    assert set(got) == {house.get("key")}
