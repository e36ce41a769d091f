"""Puts a Piper voice into the folder of those that people added, whole or not at all, and takes one away."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from audio.engines.piper_files import (
    CONFIG,
    LAYOUT,
    MODEL,
    RECORD,
    UNFINISHED,
    Added,
    Config,
    Record,
    Speaker,
    read_added,
    read_config,
    record_bytes,
)
from audio.engines.piper_notation import NotHebrewVoice, check_alphabet
from audio.errors import BadUse
from audio.speech import Gender

MOST_SPEAKERS = 12
"""A model of more has people no one could choose among; those wanted are named."""
_ARCHIVES = (".zip", ".whl")
_MOST_BYTES = 1 << 30
"""Of a file in an archive: the largest voices have some 120 MB."""
_UNREADABLE = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class Files:
    """The two files of a Piper voice."""

    name: str
    """As the model's file is called: ``en_US-lessac-medium``."""
    model: bytes
    config: bytes


@contextmanager
def placed(
    path: Path, folder: Path, name: str, gender: Gender | None, speakers: Sequence[str]
) -> Iterator[Added]:
    """A voice in a folder of its own within `folder`; it gets its place when the block ends without an error.

    Args:
        path: the model, a folder or an archive with it; its ``.onnx.json`` lies beside it.
        folder: of the voices; is made where it is not there yet.
        name: how people see it; "" for what its file is called.
        gender: of its speakers; None where it is to be measured.
        speakers: the names of those wanted in a model of several; none for all.

    Raises:
        BadUse: where it is no Piper voice, or none that can speak Hebrew; where one of its name is there;
            where the folder cannot be written to.
    """
    files = read_files(path)
    own = _slug(files.name)
    if (folder / own).exists():
        raise _bad(
            f"כבר יש קול בשם {own}; הסירו אותו קודם עם karyan voices remove {own}",
            f"there is a voice {own} already; take it away first with `karyan voices remove {own}`",
        )
    config = _config(files)
    found = tuple(_speakers(own, name or files.name, config, gender or "f", speakers))
    model, durations = _model(files)
    record = Record(LAYOUT, hashlib.sha256(model).hexdigest(), durations, found)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=UNFINISHED, ignore_cleanup_errors=True) as made:
            home = Path(made) / own
            home.mkdir()
            (home / MODEL).write_bytes(model)
            (home / CONFIG).write_bytes(files.config)
            (home / RECORD).write_bytes(record_bytes(record))
            yield Added(home, config, record)
            home.rename(folder / own)
    except OSError as error:
        raise _bad(
            f"אי אפשר לכתוב לתיקיית הקולות {folder} ({error.strerror}); פנו מקום, או קבעו תיקייה אחרת "
            "ב־KARYAN_PIPER_VOICES",
            f"the voices' folder {folder} cannot be written to ({error.strerror}); make room, or set another "
            "KARYAN_PIPER_VOICES",
        ) from error


def keep_measured(added: Added, measured: Mapping[str, Speaker]) -> None:
    """Write down what was measured of a voice's speakers, by id."""
    speakers = tuple(measured.get(speaker.id, speaker) for speaker in added.record.speakers)
    (added.folder / RECORD).write_bytes(record_bytes(replace(added.record, speakers=speakers)))


def remove(name: str, folder: Path) -> str:
    """Take a voice away, with all its speakers.

    Args:
        name: of its folder, or the id of one of its voices.
        folder: of the voices.

    Returns:
        The name of its folder.

    Raises:
        BadUse: where there is none of that name.
    """
    for home in sorted(folder.iterdir()) if folder.is_dir() else ():
        added = read_added(home)
        ids = {speaker.id for speaker in added.record.speakers} if added else set()
        if name == home.name or name in ids:
            shutil.rmtree(home)
            return home.name
    raise _bad(
        f"אין קול Piper בשם {name}; הפקודה karyan voices מציגה את הקולות",
        f"there is no Piper voice {name}; `karyan voices` shows those there are",
    )


def read_files(path: Path) -> Files:
    """The two files of a voice, from where a person has them.

    Raises:
        BadUse: where they are not there, or more than one voice is.
    """
    try:
        if not path.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return _from_archive(path) if path.suffix in _ARCHIVES else _from_folder(path)
    except _UNREADABLE as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "zip"
        raise _bad(
            f"אי אפשר לקרוא את {path} ({reason}); תנו קובץ onnx שלידו onnx.json, תיקייה או zip",
            f"{path} cannot be read ({reason}); give an .onnx file with its .onnx.json, a folder or a zip",
        ) from error


def _from_folder(path: Path) -> Files:
    inside = {str(file) for file in path.rglob("*.onnx*")}
    model = path if path.is_file() else Path(_only_model(path, inside))
    config = model.with_name(f"{model.name}.json")
    if not config.is_file():
        raise _no_config(str(model))
    return Files(model.stem, model.read_bytes(), config.read_bytes())


def _from_archive(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        model = _only_model(path, sizes.keys())
        config = f"{model}.json"
        if config not in sizes:
            raise _no_config(model)
        if max(sizes[model], sizes[config]) > _MOST_BYTES:
            raise zipfile.BadZipFile(model)
        return Files(PurePath(model).stem, archive.read(model), archive.read(config))


def _only_model(path: Path, names: Collection[str]) -> str:
    """The one model among some files; among several, the one that is described."""
    models = [name for name in names if name.endswith(".onnx")]
    described = [name for name in models if f"{name}.json" in names]
    found = described or models
    if len(found) == 1:
        return found[0]
    raise _bad(
        f"ב־{path} יש {len(found)} קובצי onnx; תנו את הקובץ של קול אחד",
        f"{path} holds {len(found)} .onnx files; give the file of one voice",
    )


def _config(files: Files) -> Config:
    try:
        config = read_config(files.config)
        check_alphabet(config)
    except NotHebrewVoice as error:
        raise _bad(
            f"לקול {files.name} אין סימן ל־{error}, ולכן לא יאמר עברית; בחרו קול אחר",
            f"the voice {files.name} has nothing for {error}, so it cannot speak Hebrew; choose another",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _bad(
            f"הקובץ {files.name}.onnx.json אינו תיאור של קול Piper שמוכר כאן; הורידו את הקול שוב",
            f"{files.name}.onnx.json does not describe a Piper voice that is known here; bring it anew",
        ) from error
    return config


def _model(files: Files) -> tuple[bytes, str]:
    # Here, because onnx takes long to load and is needed once.
    from audio.engines.piper_graph import NoDurations, rewritten

    try:
        return rewritten(files.model)
    except NoDurations as error:
        raise _bad(
            f"הקול {files.name} אינו מוסר אורכי הגאים, ולכן לא ייוודעו זמני המילים; בחרו קול אחר",
            f"the voice {files.name} tells no lengths of sounds, so when its words are heard would be "
            "unknown; choose another",
        ) from error
    except Exception as error:  # protobuf's own errors have no common base that it documents
        raise _bad(
            f"הקובץ {files.name}.onnx פגום; הורידו את הקול שוב",
            f"{files.name}.onnx is damaged; bring the voice anew",
        ) from error


def _speakers(
    own: str, name: str, config: Config, gender: Gender, wanted: Sequence[str]
) -> Iterator[Speaker]:
    if not config.speakers:
        yield Speaker(f"piper-{own}", name, gender, "calm", None)
        return
    if unknown := [speaker for speaker in wanted if speaker not in config.speakers]:
        raise _bad(
            f"אין בקול דובר בשם {', '.join(unknown)}; יש למשל {', '.join([*config.speakers][:5])}",
            f"the voice has no speaker {', '.join(unknown)}; it has {', '.join([*config.speakers][:5])}, …",
        )
    if not wanted and len(config.speakers) > MOST_SPEAKERS:
        raise _bad(
            f"בקול {len(config.speakers)} דוברים; בחרו מהם עם ‎--speaker, למשל {next(iter(config.speakers))}",
            f"the voice has {len(config.speakers)} speakers; choose with --speaker, such as "
            f"{next(iter(config.speakers))}",
        )
    for speaker in wanted or config.speakers:
        shown = f"{name} {speaker}"
        yield Speaker(f"piper-{own}-{_slug(speaker)}", shown, gender, "calm", config.speakers[speaker])


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "voice"


def _no_config(model: str) -> BadUse:
    return _bad(
        f"ליד {model} חסר הקובץ {PurePath(model).name}.json, שמתאר את הקול; הביאו גם אותו",
        f"{PurePath(model).name}.json, which describes the voice, is missing beside {model}; bring it too",
    )


def _bad(he: str, en: str) -> BadUse:
    return BadUse(he, en)
