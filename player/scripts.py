"""The page's modules as one script, for the page itself and for the file that plays without a server.

A module becomes a function that is called once and returns what it exports; so names stay its own, as in the
browser. What is understood is what our modules use: ``import { a, b as c } from "./x.js";`` at the top, and
``export`` before a function, a class or a constant.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"^import \{([^}]*)\} from \"\./([\w-]+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?://|/\*\*|\*[ /]).*\n", re.MULTILINE)
"""On lines of its own; a fourth of what would be sent, and for those who read the modules themselves."""
_NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """A module and all that it needs as one plain script, each module after those that it imports.

    Args:
        folder: of the modules.
        entry: the module's name, without ``.js``.

    Raises:
        ValueError: for modules that need each other, or an import or export of another kind.
    """
    modules = dict(_in_order(folder, entry, ()))
    body = "".join(_as_function(name, source) for name, source in modules.items())
    return f'"use strict";\n{{\n{body}}}\n'


def _in_order(folder: Path, name: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if name in above:
        raise ValueError(f"these modules need each other: {', '.join((*above, name))}")
    source = (folder / f"{name}.js").read_text("utf-8")
    for found in _IMPORT.finditer(source):
        yield from _in_order(folder, found[2], (*above, name))
    yield name, source


def _as_function(name: str, source: str) -> str:
    exported = _EXPORT.findall(source)
    inside = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub(_taken, source)))
    if unknown := _NOT_UNDERSTOOD.search(inside):
        raise ValueError(f"{name}.js: this cannot be bundled: {unknown[0]}")
    returned = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"const {_variable(name)} = (() => {{\n{inside}{returned}}})();\n"


def _taken(found: re.Match[str]) -> str:
    names = " ".join(found[1].split()).replace(" as ", ": ").rstrip(",")
    return f"const {{ {names} }} = {_variable(found[2])};\n"


def _variable(name: str) -> str:
    return "$" + name.replace("-", "_")
