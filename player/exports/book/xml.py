"""XML written as it goes: a chapter is in the file before the next one is made."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"

Told = Mapping[str, str]
"""Attributes by name; a prefix of a namespace goes before a colon."""


class Writer:
    """Writes elements of one namespace; text and attributes are escaped by lxml."""

    def __init__(self, file: Any, namespace: str, prefixes: Mapping[str, str]) -> None:
        self._file = file
        self._namespace = namespace
        self._prefixes = {"xml": XML, **prefixes}

    @contextmanager
    def element(self, tag: str, told: Told | None = None) -> Iterator[None]:
        """An element around what is written within."""
        names: dict[str | None, str] = {None: self._namespace}
        names.update(self._prefixes)
        with self._file.element(self._name(tag, self._namespace), self._attributes(told), nsmap=names):
            yield

    def leaf(self, tag: str, told: Told | None = None, text: str = "") -> None:
        """An element with nothing or text in it."""
        with self.element(tag, told):
            if text:
                self._file.write(text)

    def text(self, text: str) -> None:
        """Text in the element that is open."""
        self._file.write(text)

    def _attributes(self, told: Told | None) -> dict[str, str]:
        return {self._name(name, ""): value for name, value in (told or {}).items()}

    def _name(self, name: str, default: str) -> str:
        prefix, colon, local = name.rpartition(":")
        namespace = self._prefixes[prefix] if colon else default
        return f"{{{namespace}}}{local}" if namespace else local


@contextmanager
def writing(
    out: BinaryIO, namespace: str, prefixes: Mapping[str, str], doctype: str = ""
) -> Iterator[Writer]:
    """A whole document, written into an open file."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        if doctype:
            file.write_doctype(doctype)
        yield Writer(file, namespace, prefixes)


@contextmanager
def page(out: BinaryIO, title: str, body: Told | None = None) -> Iterator[Writer]:
    """A page of the book, in Hebrew, from right to left; what is written stands in its body."""
    hebrew = {"lang": "he", "xml:lang": "he", "dir": "rtl"}
    with writing(out, XHTML, {"epub": EPUB}, "<!DOCTYPE html>") as writer, writer.element("html", hebrew):
        with writer.element("head"):
            writer.leaf("title", text=title)
            writer.leaf("link", {"rel": "stylesheet", "type": "text/css", "href": "book.css"})
        with writer.element("body", body):
            yield writer
