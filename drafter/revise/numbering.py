"""Fill a paper's number and day into their places, take the draft mark and empty controls off; all else stays as it is.

The places are the number line («Số:        /BC-LĐLĐ»), the line of place and day, and each «(Kèm theo … số
      /BC-LĐLĐ ngày … tháng … năm …)» of annexes and lists. What an officer has filled in already must say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.package import Package, ZipLimits, read_package
from drafter.fill.word.properties import with_properties
from drafter.revise.controls import without_empty
from drafter.revise.names import SPACE, W, drop, local

_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_DOCUMENT = "word/document.xml"
_AROUND = re.compile(r"word/(?:header|footer|footnotes|endnotes)\w*\.xml")
_NUMBER = re.compile(
    r"^\s*Số\s*:(?P<gap>[\s\u00a0.…_]*)(?P<number>\d*)[\s\u00a0.…_]*/(?P<symbol>\S+)\s*$", re.IGNORECASE
)
_BLANK = r"[\s\u00a0.…_]*"
_DAY = re.compile(
    rf"ngày{_BLANK}(?P<day>\d{{0,2}}){_BLANK}tháng{_BLANK}(?P<month>\d{{0,2}}){_BLANK}năm{_BLANK}(?P<year>\d{{4}}|\d{{0,4}})"
)
_SYMBOL = r"[^\W\d_][\w-]*"
_MARK = re.compile(r"\s*[(\[]?\s*DỰ THẢO(?:\s+(?:LẦN\s+)?\d+)?\s*[)\]]?\s*", re.IGNORECASE)
_HEAD = 60  # the letterhead stands within so many paragraphs


class NotNumbered(Exception):  # noqa: N818 - it is no error of the program
    """The paper's number or day has no place; `why` says it in Vietnamese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Numbered:
    """The paper with its number and day. `symbol` is what follows the number («BC-LĐLĐ»), `places` how many were
    filled, `unmarked` whether a draft mark was taken off.
    """

    data: bytes
    symbol: str
    places: int
    unmarked: bool


def numbered(
    data: bytes, number: str, day: tuple[str, str, str], properties: Mapping[str, str], *, attached: bool = False
) -> Numbered:
    """The paper as it is issued. `day` is day, month and year as they are written. Raises NotNumbered.

    `attached`: it is a list that goes with a paper, and has the number in its «(Kèm theo …)» only.
    """
    try:
        package = read_package(data, limits=_LIMITS)
        root = etree.fromstring(package.read(_document_of(package)), _PARSER)
    except (TemplateError, KeyError, etree.XMLSyntaxError) as error:
        raise NotNumbered("tệp không phải .docx hoặc bị hỏng") from error
    paragraphs = list(root.iter(f"{W}p"))
    symbol, places = ("", 0) if attached else _fill_head(paragraphs[:_HEAD], number, day)
    filled = [found for one in paragraphs if (found := _fill_attached(one, number, symbol, day))]
    symbol, places = symbol or next(iter(filled), ""), places + len(filled)
    if not symbol:
        raise NotNumbered("không thấy dòng «(Kèm theo … số      /…)» của danh sách")
    unmarked = [one for one in paragraphs[:_HEAD] if _MARK.fullmatch(_text(one))]
    for one in unmarked:
        _take_off(one)
    without_empty(root)
    parts = {**_without_empty(package), _document_of(package): _bytes(root)}
    custom = with_properties(package, properties)
    package = package.with_parts(
        {name: custom[name] for name in custom if name in ("[Content_Types].xml", "_rels/.rels")}
    )
    return Numbered(package.write({**parts, **custom}), symbol, places, bool(unmarked))


def _without_empty(package: Package) -> dict[str, bytes]:
    """Headers, footers and notes in which an empty control stood, without it."""
    found = {}
    for name in package.names:
        data = package.read(name) if _AROUND.fullmatch(name) else b""
        if b"<w:sdt>" in data:
            root = etree.fromstring(data, _PARSER)
            if without_empty(root):
                found[name] = _bytes(root)
    return found


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _document_of(package: Package) -> str:
    if _DOCUMENT not in package:
        raise KeyError(_DOCUMENT)
    return _DOCUMENT


def _fill_head(paragraphs: list[Any], number: str, day: tuple[str, str, str]) -> tuple[str, int]:
    symbol, places = _fill_number(paragraphs, number)
    if not symbol:
        raise NotNumbered("không thấy dòng «Số:      /…» ở đầu văn bản")
    dated = _fill_day(paragraphs, day)
    if not dated:
        raise NotNumbered("không thấy dòng địa danh, «ngày … tháng … năm …» ở đầu văn bản")
    return symbol, places + dated


def _fill_number(paragraphs: list[Any], number: str) -> tuple[str, int]:
    for one in paragraphs:
        met = _NUMBER.match(_text(one))
        if met is None:
            continue
        _agree(met["number"], number, "số")
        _replace(one, met.start("gap"), met.end("number"), f" {number}")
        met = _NUMBER.match(_text(one))
        if met is not None and met.end("number") < met.start("symbol") - 1:
            _replace(one, met.end("number"), met.start("symbol") - 1, "")
        return (met["symbol"] if met else ""), 1
    return "", 0


def _fill_day(paragraphs: list[Any], day: tuple[str, str, str]) -> int:
    for one in paragraphs:
        met = _DAY.search(_text(one))
        if met is not None and met.end() == len(_text(one).rstrip()) and "," in _text(one)[: met.start()]:
            _put_day(one, met, day)
            return 1
    return 0


def _fill_attached(paragraph: Any, number: str, symbol: str, day: tuple[str, str, str]) -> str:
    """«(Kèm theo Quyết định số        /QĐ-LĐLĐ ngày    tháng    năm 2021 của …)»: of this very paper.

    Gives its symbol, empty where nothing was filled.
    """
    text = _text(paragraph)
    met = re.search(rf"\bsố(?P<gap>{_BLANK})(?P<number>\d*){_BLANK}/(?P<symbol>{re.escape(symbol) or _SYMBOL})", text)
    if met is None or "kèm theo" not in text.casefold():
        return ""
    if met["number"] and met["number"].lstrip("0") != number.lstrip("0"):
        return ""
    of = str(met["symbol"])
    slash = met.start() + met.group().index("/")
    _replace(paragraph, met.start("gap"), slash, f" {number}")
    met = _DAY.search(_text(paragraph))
    if met is not None:
        _put_day(paragraph, met, day)
    return of


def _put_day(paragraph: Any, met: re.Match[str], day: tuple[str, str, str]) -> None:
    for name, words, given in zip(("day", "month"), ("ngày", "tháng"), day, strict=False):
        _agree(met[name], given, words)
    _replace(paragraph, met.start(), met.end(), f"ngày {day[0]} tháng {day[1]} năm {day[2]}")


def _agree(there: str, given: str, what: str) -> None:
    if there and there.lstrip("0") != given.lstrip("0"):
        raise NotNumbered(f"văn bản đã ghi {what} {there}, khác {what} {given} được yêu cầu")


def _letters(paragraph: Any) -> Iterator[Any]:
    """The texts of a paragraph that are there with all changes accepted; those of boxes in it are not its own."""
    for one in paragraph.iter(f"{W}t"):
        above = [local(up) for up in one.iterancestors()]
        own = above[: above.index("p")] if "p" in above else above
        if not {"del", "moveFrom"} & set(own) and next(one.iterancestors(f"{W}p")) is paragraph:
            yield one


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in _letters(paragraph))


def _replace(paragraph: Any, start: int, end: int, new: str) -> None:
    """Put `new` in place of a stretch of the text, in the look of where it begins."""
    at, put = 0, False
    for one in list(_letters(paragraph)):
        text = one.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        inside = first < last or (start == end and 0 <= start - at <= len(text))
        if inside:
            one.text = text[:first] + ("" if put else new) + text[max(last, first) :]
            one.set(SPACE, "preserve")
            put = True
        at += len(text)


def _take_off(paragraph: Any) -> None:
    """The paragraph goes, unless its cell needs one."""
    beside = [one for one in paragraph.getparent() if local(one) in ("p", "tbl")]
    if len(beside) > 1 and beside[-1] is not paragraph:
        drop(paragraph)
        return
    if len(beside) > 1 and local(beside[-2]) == "p":
        drop(paragraph)
        return
    for one in _letters(paragraph):
        one.text = ""
