"""What a home holds: what nothing needs is told and taken away, and nothing else is."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audio.media import FolderStore
from player.cover import cover_name
from player.exports.made import made_of
from player.library import KEPT_REVISIONS, Library, NarratedParagraph, NewNarration
from player.runs import Runs
from player.storage import FRESH_S, Held, Storage, clean, empty_bin, look
from tests.player.test_search import new

OLD_S = FRESH_S + 3600
LONG_AGO = datetime.now(UTC) - timedelta(days=31)


@pytest.fixture
def media(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def put(media: FolderStore, name: str, age_s: int = OLD_S, size: int = 10) -> str:
    path = media.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"1" * size)
    os.utime(path, (time.time() - age_s,) * 2)
    return name


def narrated(slug: str, print_: str, *clips: str) -> NewNarration:
    """An episode whose files are named as narrations name them."""
    told = new(slug, "גשם", print_=print_)
    base = f"episodes/{print_[:2]}/{print_}"
    keys = tuple(NarratedParagraph(f"p{number}", key, 96 * number) for number, key in enumerate(clips))
    return NewNarration(told.fingerprint, told.timeline, (), f"{base}.m4a", f"{base}.mp3", (), keys)


def save(library: Library, media: FolderStore, one: NewNarration) -> list[str]:
    """Save it with all its files, and an export; the names of what it needs."""
    library.save(one)
    names = [one.m4a, one.mp3, f"{made_of(one.m4a)}/txt-1.txt"]
    names += [f"clips/{each.clip[:2]}/{each.clip}.clip" for each in one.paragraphs]
    names.append(cover_name(one.timeline.episode, 192))
    return [put(media, name) for name in names]


def there(media: FolderStore) -> set[str]:
    return {file.name for file in media.files()}


def free(storage: Storage) -> dict[str, int]:
    return {held.kind: held.free_files for held in storage.held if held.free_files}


def test_what_nothing_needs_goes_and_what_a_narration_needs_stays(
    library: Library, media: FolderStore
) -> None:
    needed = save(library, media, narrated("a", "aa1", "k1", "k2"))
    kept = [put(media, "texts/points/ab/1"), put(media, "feed/house.json")]
    lost = [
        put(media, "clips/zz/zz9.clip"),
        put(media, "episodes/bb/bb1.m4a"),
        put(media, "exports/bb/bb1/txt-1.txt"),
        put(media, "covers/old-192.png"),
        put(media, "unfinished/tmp1"),
    ]
    expected = {"clips": 1, "sounds": 1, "exports": 1, "covers": 1, "unfinished": 1}
    assert free(look(library, media)) == expected
    assert there(media) == {*needed, *kept, *lost}, "only looking takes nothing"
    done = clean(library, media)
    assert (free(done), done.free_bytes) == (expected, 10 * len(lost))
    assert there(media) == {*needed, *kept}
    assert clean(library, media).free_bytes == 0


def test_what_is_fresh_stays_since_a_run_under_way_may_need_it(library: Library, media: FolderStore) -> None:
    fresh = [
        put(media, name, FRESH_S - 600)
        for name in (
            "clips/zz/zz9.clip",
            "episodes/bb/bb1.m4a",
            "unfinished/tmp1",
            "exports/bb/bb1/txt-1.txt",
        )
    ]
    assert clean(library, media).free_files == 0
    assert there(media) == set(fresh)


def test_the_narration_before_is_needed_too_and_the_one_before_that_is_not(
    library: Library, media: FolderStore
) -> None:
    files = [save(library, media, narrated("a", f"aa{number}", f"k{number}")) for number in range(3)]
    assert KEPT_REVISIONS == 2
    clean(library, media)
    assert there(media) == {*files[1], *files[2]}


def test_a_deleted_episode_keeps_its_files_until_its_days_are_over(
    library: Library, media: FolderStore
) -> None:
    files = save(library, media, narrated("a", "aa1", "k1"))
    library.bin.put("a")
    clean(library, media)
    assert there(media) == set(files)
    library.bin.bring_back("a")
    library.bin.put("a", LONG_AGO)
    assert look(library, media).expired == ("על הדרך",)
    assert clean(library, media).free_files == len(files)
    assert there(media) == set()
    assert library.bin.episodes() == []


def test_the_bin_is_emptied_by_itself(library: Library, media: FolderStore) -> None:
    files = save(library, media, narrated("a", "aa1", "k1"))
    save(library, media, narrated("b", "bb1", "k2"))
    library.bin.put("a", LONG_AGO)
    empty_bin(library, media)
    assert library.bin.episodes() == []
    assert not {*files[:3]} & there(media)
    assert library.narration("b").revision == 1


def test_no_clip_goes_while_a_narration_did_not_note_its_own(library: Library, media: FolderStore) -> None:
    save(library, media, narrated("a", "aa1", "k1"))
    save(library, media, narrated("old", "oo1"))
    clip = put(media, "clips/zz/zz9.clip")
    done = clean(library, media)
    assert done.of_unknown_clips == 1
    assert clip in there(media)


def test_no_clip_goes_while_a_narration_is_being_made(library: Library, media: FolderStore) -> None:
    runs = Runs(library._engine)
    clip = put(media, "clips/zz/zz9.clip")
    run = runs.ask("a", "espeak", "")
    assert clean(library, media).being_made == 1
    assert clip in there(media)
    runs.cancel(run.id)
    clean(library, media)
    assert clip not in there(media)


def test_sizes_are_told_by_kind_and_the_database_counts(library: Library, media: FolderStore) -> None:
    put(media, "clips/zz/zz9.clip", size=300)
    put(media, "clips/zz/zz8.clip", age_s=0, size=200)
    storage = look(library, media)
    assert storage.held[0] == Held("clips", 2, 500, 1, 300)
    database = storage.held[-1]
    assert database.kind == "database"
    assert database.bytes > 10_000
    assert storage.bytes == 500 + database.bytes
