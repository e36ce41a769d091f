"""The imports run one way, and frameworks stay in their corner."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From the ground up: a module imports only from its own floor or one below.
FLOORS = [
    ["audio.errors", "audio.timecode", "audio.speech", "audio.media", "audio.npm", "audio.pitch"],
    ["audio.hebrew", "audio.wordmatch", "audio.resampling", "audio.loudness", "audio.limiting"],
    [
        "audio.checks",
        "audio.encoding",
        "audio.mixing",
        "audio.onsets",
        "audio.mp3",
        "audio.mp4",
        "audio.mp4_boxes",
        "audio.mp4_chapters",
        "audio.mp4_tags",
        "audio.tags",
    ],
    ["audio.clips"],
    ["audio.engines"],
    ["audio.calibration", "audio.joining", "audio.voicing"],
    ["audio.adding"],
    ["player.errors", "player.config", "player.transcript"],
    ["player.casting", "player.run", "player.slugs", "player.timeline"],
    ["player.chapters"],
    ["player.tables", "player.migrations"],
    ["player.search", "player.shelf"],
    ["player.bin", "player.recording"],
    ["player.needed"],
    [
        "player.database",
        "player.house",
        "player.lexicon",
        "player.library",
    ],
    ["player.desk"],
    ["player.decisions", "player.manuscripts", "player.rollcall", "player.runs"],
    [
        "player.files",
        "player.home",
        "player.layout",
        "player.loopback",
        "player.page_parts",
        "player.password",
        "player.scripts",
        "player.throttle",
    ],
    ["player.doctor", "player.house_settings", "player.lettering"],
    ["player.cover"],
    ["player.lanes", "player.lexicon_file", "player.settling"],
    ["player.previewing"],
    ["player.bringing"],
    ["player.planning"],
    ["player.exports"],
    ["player.publishing"],
    ["player.growing", "player.jobs", "player.narration", "player.orders"],
    ["player.mending", "player.narrating", "player.working"],
    ["player.cast_sheet", "player.watching"],
    ["player.crew", "player.history", "player.mendable"],
    ["player.feed", "player.storage"],
    [
        "player.calibrating",
        "player.hearing",
        "player.inspecting",
        "player.rereading",
        "player.saying",
        "player.showing",
        "player.web",
    ],
    ["player.app"],
    ["player.serving"],
    ["player.cli_parts"],
    [
        "player.cli_bin",
        "player.cli_bring",
        "player.cli_cast",
        "player.cli_clean",
        "player.cli_doctor",
        "player.cli_export",
        "player.cli_feed",
        "player.cli_lexicon",
        "player.cli_mend",
        "player.cli_password",
        "player.cli_runs",
        "player.cli_say",
        "player.cli_search",
        "player.cli_settings",
        "player.cli_speakers",
        "player.cli_voices",
        "player.cli_worker",
    ],
    ["player.cli"],
    ["player.__main__"],
]
CORNERS = {
    "argon2": ("player/password.py",),
    "edge_tts": ("audio/engines/",),
    "espeakng_loader": ("audio/engines/espeak",),
    "onnx": ("audio/engines/kokoro_graph", "audio/engines/onnx_graph", "audio/engines/piper_graph"),
    "onnxruntime": ("audio/hebrew/niqqud", "audio/engines/kokoro_model", "audio/engines/onnx_session"),
    "PIL": ("player/cover.py", "player/lettering.py"),
    "bidi": ("player/lettering.py",),
    "docx": ("player/transcript/docx", "player/exports/docx"),
    "lxml": ("player/exports/", "player/feed/rss.py"),
    "pydub": ("audio/mixing.py",),
    "mutagen": ("audio/tags.py",),
    "sqlalchemy": (
        "player/tables.py",
        "player/database.py",
        "player/house.py",
        "player/lexicon.py",
        "player/library.py",
        "player/decisions.py",
        "player/manuscripts.py",
        "player/desk.py",
        "player/rollcall.py",
        "player/runs.py",
        "player/jobs.py",
        "player/bin.py",
        "player/needed.py",
        "player/recording.py",
        "player/search.py",
        "player/shelf.py",
        "player/migrations/",
    ),
    "alembic": ("player/database.py", "player/migrations/"),
    "flask": ("player/web/", "player/app.py"),
    "flask_compress": ("player/app.py",),
    "huey": ("player/jobs.py",),
    "babel": ("player/web/wording",),
    "waitress": ("player/serving.py",),
    "click": ("player/cli",),
}
FILES = sorted([*ROOT.glob("audio/**/*.py"), *ROOT.glob("player/**/*.py")])


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            found.update(str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
    return found


def floor_of(module: str) -> int | None:
    for number, floor in enumerate(FLOORS):
        if any(module == name or module.startswith(name + ".") for name in floor):
            return number
    return None


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_module_imports_only_from_its_own_floor_or_below(file: Path) -> None:
    own = floor_of(name_of(file))
    if file.name == "__init__.py" and own is None:
        return
    assert own is not None, f"{name_of(file)} has no floor: name it in FLOORS"
    for imported in imports_of(file):
        below = floor_of(imported)
        assert below is None or below <= own, f"{name_of(file)} imports {imported} from above"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_framework_stays_in_its_corner(file: Path) -> None:
    place = file.relative_to(ROOT).as_posix()
    for imported in imports_of(file):
        corner = CORNERS.get(imported.partition(".")[0])
        assert corner is None or place.startswith(corner), f"{place} imports {imported}"


def test_every_floor_is_lived_on() -> None:
    modules = [name_of(file) for file in FILES]
    for name in (name for floor in FLOORS for name in floor):
        assert any(module == name or module.startswith(name + ".") for module in modules), name


def test_audio_knows_no_player() -> None:
    for file in ROOT.glob("audio/**/*.py"):
        assert not any(name.partition(".")[0] == "player" for name in imports_of(file)), file
