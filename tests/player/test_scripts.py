"""The page's modules as one script: it does what they do, and refuses what it does not understand."""

import gzip
import subprocess
from pathlib import Path

import pytest

from audio.npm import node
from player.page_parts import page_folder
from player.scripts import bundle


def write(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, "utf-8")
    return folder


def run(script: str) -> str:
    return subprocess.run([node(), "-e", script], check=True, capture_output=True, text=True).stdout


def test_each_module_keeps_its_own_names_and_gives_what_it_exports(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        low='const hidden = "low";\nexport function said() {\n  return hidden;\n}\nexport const TWO = 2;\n',
        middle='import { TWO, said as told } from "./low.js";\n'
        'const hidden = "middle";\nexport class Box {\n'
        "  get all() {\n    return [told(), hidden, TWO].join();\n  }\n}\n",
        top='import { Box } from "./middle.js";\nimport {\n  said,\n  TWO,\n} from "./low.js";\n'
        "console.log(new Box().all, said(), TWO);\n",
    )
    script = bundle(folder, "top")
    assert run(script) == "low,middle,2 low 2\n"
    assert script.count('"low"') == 1, "a module that two others need stands there once"


def test_modules_that_need_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match="need each other: a, b, a"):
        bundle(tmp_path, "a")


@pytest.mark.parametrize("line", ['import x from "./a.js";', "export default 3;", 'export * from "./a.js";'])
def test_what_is_not_understood_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="cannot be bundled"):
        bundle(write(tmp_path, top=line + "\n"), "top")


def test_the_pages_own_script_and_the_workers_are_whole(tmp_path: Path) -> None:
    folder = page_folder() / "static" / "js"
    bundled = {entry: bundle(folder, entry) for entry in ("main", "service-worker")}
    for entry, source in bundled.items():
        script = tmp_path / f"{entry}.js"
        script.write_text(source, "utf-8")
        subprocess.run([node(), "--check", script], check=True)
    assert "$service_worker" not in bundled["main"]
    for module in folder.glob("*.js"):
        # One stands by itself: what runs before the page is painted.
        variable = f"${module.stem.replace('-', '_')} = "
        found = any(variable in source for source in bundled.values())
        assert found != (module.stem == "early"), module.name


def test_all_of_the_pages_own_scripts_are_small() -> None:
    folder = page_folder() / "static" / "js"
    scripts = "".join(bundle(folder, entry) for entry in ("main", "service-worker"))
    early = (folder / "early.js").read_text("utf-8")
    assert 10_000 < len(gzip.compress((scripts + early).encode())) < 30_000
