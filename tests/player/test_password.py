"""The studio's password: what is kept of it, what is right, and how long one waits after wrong ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import BadUse
from player.home import Home
from player.house import House
from player.password import fingerprint, has_password, is_right, remove_password, set_password
from player.throttle import (
    FIRST_WAIT_S,
    FORGOTTEN_AFTER_S,
    FREE_TRIES,
    FREE_TRIES_OVERALL,
    LONGEST_WAIT_OVERALL_S,
    LONGEST_WAIT_S,
    MustWait,
    Throttle,
)

PASSWORD = "גשם ראשון 8"


@pytest.fixture
def house(home: Home) -> House:
    return home.house


class Clock:
    """A clock that a test moves."""

    now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(house: House, clock: Clock) -> Throttle:
    return Throttle(house, clock)


def test_only_the_password_that_was_set_is_right(house: House) -> None:
    assert not has_password(house)
    assert not is_right(house, "")
    set_password(house, PASSWORD)
    assert has_password(house)
    assert is_right(house, PASSWORD)
    for wrong in ("", PASSWORD + " ", PASSWORD.upper() + "x", "x" * 100_000, "\x00"):
        assert not is_right(house, wrong)
    remove_password(house)
    assert not has_password(house)
    assert not is_right(house, PASSWORD)


def test_what_lies_on_the_disk_is_a_hash_that_differs_each_time(house: House, home: Home) -> None:
    set_password(house, PASSWORD)
    first = house.get("password")
    set_password(house, PASSWORD)
    second = house.get("password")
    assert first != second
    for kept in (first, second):
        assert kept is not None and kept.startswith("$argon2id$")
    # A hash for all to compute quickly would be none: at least 19 MiB, as OWASP has it.
    assert second is not None and int(second.split("m=")[1].split(",")[0]) >= 19 * 1024
    for path in Path(home.settings.home).rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()


def test_a_letter_with_a_mark_is_the_same_however_a_keyboard_sends_it(house: House) -> None:
    set_password(house, "caf\u00e9 au lait")
    assert is_right(house, "cafe\u0301 au lait")


@pytest.mark.parametrize("password", ["", "7 chars", "x" * 1001])
def test_a_short_or_endless_password_is_refused_and_the_one_before_stays(house: House, password: str) -> None:
    set_password(house, PASSWORD)
    with pytest.raises(BadUse) as refused:
        set_password(house, password)
    assert "8" in refused.value.he or "1000" in refused.value.he
    assert is_right(house, PASSWORD)


def test_its_fingerprint_changes_with_it_and_tells_nothing(house: House) -> None:
    assert fingerprint(house) == ""
    prints = set()
    for password in (PASSWORD, "another one", "another one"):
        set_password(house, password)
        prints.add(fingerprint(house))
        assert fingerprint(house) == fingerprint(house)
        assert fingerprint(house) not in (house.get("password") or "")
    assert len(prints) == 3


def test_a_damaged_hash_lets_nobody_in(house: House) -> None:
    house.put("password", "nonsense")
    assert has_password(house)
    assert not is_right(house, "nonsense")


def waits(throttle: Throttle, clock: Clock, address: str, tries: int) -> Iterator[int]:
    """How long each of so many tries has to wait until it is made."""
    for _ in range(tries):
        try:
            throttle.count(address)
            yield 0
        except MustWait as told:
            yield told.wait_s
            clock.now_s += told.wait_s
            throttle.count(address)


def test_after_some_tries_each_waits_twice_as_long_up_to_a_bound(throttle: Throttle, clock: Clock) -> None:
    told = list(waits(throttle, clock, "192.0.2.1", FREE_TRIES + 12))
    assert told[:FREE_TRIES] == [0] * FREE_TRIES
    assert told[FREE_TRIES : FREE_TRIES + 3] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert told[-1] == LONGEST_WAIT_S


def test_a_try_that_comes_too_early_is_not_counted(throttle: Throttle, clock: Clock) -> None:
    list(waits(throttle, clock, "192.0.2.1", FREE_TRIES))
    for _ in range(20):
        with pytest.raises(MustWait) as told:
            throttle.count("192.0.2.1")
        assert told.value.wait_s == FIRST_WAIT_S
    throttle.count("192.0.2.2")


def test_the_right_password_ends_the_waiting(throttle: Throttle, clock: Clock) -> None:
    list(waits(throttle, clock, "192.0.2.1", FREE_TRIES))
    clock.now_s += FIRST_WAIT_S
    throttle.count("192.0.2.1")
    throttle.was_right("192.0.2.1")
    assert list(waits(throttle, clock, "192.0.2.1", FREE_TRIES)) == [0] * FREE_TRIES


def test_many_addresses_together_wait_too_but_never_long(throttle: Throttle, clock: Clock) -> None:
    told = [wait for number in range(60) for wait in waits(throttle, clock, f"192.0.2.{number}", 1)]
    assert told[:FREE_TRIES_OVERALL] == [0] * FREE_TRIES_OVERALL
    assert told[FREE_TRIES_OVERALL] == FIRST_WAIT_S
    assert max(told) == LONGEST_WAIT_OVERALL_S


def test_editors_who_log_in_rightly_make_nobody_wait(throttle: Throttle) -> None:
    for _ in range(3 * FREE_TRIES_OVERALL):
        throttle.count("192.0.2.1")
        throttle.was_right("192.0.2.1")


def test_machines_of_one_network_of_ipv6_count_as_one(throttle: Throttle) -> None:
    for number in range(FREE_TRIES):
        throttle.count(f"2001:db8::{number}")
    with pytest.raises(MustWait):
        throttle.count("2001:db8::ffff")
    throttle.count("2001:db8:0:1::1")


def test_another_process_knows_and_a_day_later_all_is_forgotten(
    house: House, throttle: Throttle, clock: Clock
) -> None:
    list(waits(throttle, clock, "192.0.2.1", FREE_TRIES + 4))
    with pytest.raises(MustWait):
        Throttle(House(house._engine), clock).count("192.0.2.1")
    clock.now_s += FORGOTTEN_AFTER_S + 1
    assert list(waits(throttle, clock, "192.0.2.1", FREE_TRIES)) == [0] * FREE_TRIES
    assert len(house.under("tries/")) == 2


def test_many_at_once_do_not_slip_through_together(house: House, clock: Clock) -> None:
    together, judged = Barrier(8), []

    def tries() -> None:
        together.wait()
        for _ in range(4):
            try:
                Throttle(house, clock).count("192.0.2.1")
                judged.append(1)
            except MustWait:
                pass

    threads = [Thread(target=tries) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(judged) <= FREE_TRIES


@given(st.integers(1, LONGEST_WAIT_S))
def test_how_long_is_said_in_both_languages_and_never_too_short(wait_s: int) -> None:
    told = MustWait(wait_s)
    words = told.en.rpartition(" in ")[2].split()
    number = 1 if words[0] == "a" else int(words[0])
    assert number * (60 if words[1] == "minutes" else 1) >= wait_s
    assert told.he != told.en
    assert json.dumps(told.he)
