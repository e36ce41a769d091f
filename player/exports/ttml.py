"""TTML in the text profile of IMSC 1.1, the captions of broadcasters and streaming houses."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from lxml import etree

from audio.media import MediaStore
from audio.timecode import timestamp
from player.exports.base import Export
from player.exports.cues import Cue, cut_into_cues
from player.library import Narration
from player.timeline import Timeline
from player.transcript.shown import isolated, plain

_TT = "http://www.w3.org/ns/ttml"
_XML_NS = "http://www.w3.org/XML/1998/namespace"
_XML = f"{{{_XML_NS}}}"
_NAMES = {
    None: _TT,
    "xml": _XML_NS,
    "ttp": f"{_TT}#parameter",
    "tts": f"{_TT}#styling",
    "ttm": f"{_TT}#metadata",
}
_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
_STYLES = {
    "direction": "rtl",
    "unicodeBidi": "embed",
    "textAlign": "center",
    "fontFamily": "proportionalSansSerif",
    "fontSize": "100%",
    "lineHeight": "125%",
    "color": "white",
    "backgroundColor": "#000000b0",
}
_REGION = {"origin": "10% 10%", "extent": "80% 80%", "displayAlign": "after", "showBackground": "whenActive"}


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    timeline = narration.timeline
    # lxml writes as it goes, and escapes; a captioning library would hold the whole tree.
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        told = {
            _name("ttp", "timeBase"): "media",
            _name("ttp", "contentProfiles"): _PROFILE,
            f"{_XML}lang": "he",
        }
        with file.element(_name(None, "tt"), told, nsmap=_NAMES):
            file.write(_head(timeline), "\n")
            with file.element(_name(None, "body"), {"region": "bottom", "style": "speech"}):
                for speaker, own in groupby(cut_into_cues(timeline), key=lambda cue: cue.speaker.id):
                    with file.element(_name(None, "div"), {_name("ttm", "agent"): speaker}):
                        for cue in own:
                            file.write(_paragraph(cue), "\n")


def _name(prefix: str | None, local: str) -> str:
    return f"{{{_NAMES[prefix]}}}{local}"


def _element(tag: str, told: dict[str, str] | None = None, text: str = "", prefix: str | None = None) -> Any:
    element = etree.Element(_name(prefix, tag), told or {}, nsmap=_NAMES)
    element.text = text or None
    return element


def _head(timeline: Timeline) -> Any:
    head, metadata, layout = _element("head"), _element("metadata"), _element("layout")
    metadata.append(_element("title", text=plain(timeline.episode.title), prefix="ttm"))
    for speaker in timeline.speakers:
        agent = _element("agent", {"type": "person", f"{_XML}id": speaker.id}, prefix="ttm")
        agent.append(_element("name", {"type": "full"}, plain(speaker.name), prefix="ttm"))
        metadata.append(agent)
    styling = _element("styling")
    styling.append(_element("style", {f"{_XML}id": "speech", **_styled(_STYLES)}))
    layout.append(_element("region", {f"{_XML}id": "bottom", **_styled(_REGION)}))
    head.extend([metadata, styling, layout])
    return head


def _styled(styles: dict[str, str]) -> dict[str, str]:
    return {_name("tts", name): value for name, value in styles.items()}


def _paragraph(cue: Cue) -> Any:
    times = {"begin": timestamp(cue.start_ms), "end": timestamp(cue.end_ms)}
    paragraph = _element("p", {f"{_XML}id": f"c-{cue.id}", **times})
    first, *others = _lines(cue)
    paragraph.text = first
    for line in others:
        broken = _element("br")
        broken.tail = line
        paragraph.append(broken)
    return paragraph


def _lines(cue: Cue) -> Iterator[str]:
    return (isolated(" ".join(line)) for line in cue.named_lines)


EXPORT = Export(
    name="ttml",
    label_he="כתוביות TTML",
    label_en="TTML captions",
    mime="application/ttml+xml; charset=utf-8",
    suffix=".ttml",
    help_he="כתוביות לגופי שידור ולשירותי סרטים (IMSC 1.1 text)",
    help_en="captions for broadcasters and streaming houses (IMSC 1.1 text)",
    write=_write,
)
