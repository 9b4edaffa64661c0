"""Turn a cell's style into the same style with one thing more: text that stays text, or a date shown as a date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from drafter.fill.excel.xml import elements, root, with_attributes

_DATE_CODES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_TEXT_CODE = 49
_LITERALS = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]")


@dataclass(frozen=True)
class Styles:
    """The styles of a template: each cell format as it is written, and which of them show dates."""

    xml: str
    formats: tuple[str, ...]
    dates: frozenset[int]
    general: frozenset[int]
    texts: frozenset[int] = frozenset()

    def is_date(self, style: int) -> bool:
        return style in self.dates


NO_STYLES = Styles("", (), frozenset(), frozenset({0}))


def read_styles(xml: str) -> Styles:
    sheet = root(xml)
    codes: dict[int, str] = {}
    for item in sheet.find("numFmt"):
        attrs = item.attrs()
        codes.setdefault(int(attrs.get("numFmtId", 0)), attrs.get("formatCode", ""))
    cell_formats = sheet.child("cellXfs")
    found = [item for item in cell_formats.children() if item.name == "xf"] if cell_formats else []
    kinds = [int(item.attrs().get("numFmtId", 0)) for item in found]
    dates = {at for at, kind in enumerate(kinds) if kind in _DATE_CODES or _shows_date(codes.get(kind, ""))}
    general = {at for at, kind in enumerate(kinds) if kind == 0}
    texts = {at for at, kind in enumerate(kinds) if kind == _TEXT_CODE}
    return Styles(
        xml,
        tuple(item.whole for item in found),
        frozenset(dates),
        frozenset(general) or frozenset({0}),
        frozenset(texts),
    )


def _shows_date(code: str) -> bool:
    return bool(re.search(r"[dmyhs]", _LITERALS.sub("", code.split(";")[0]).replace("General", ""), re.IGNORECASE))


_WANTED = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm", "time": "hh:mm", "span": "[h]:mm"}


class StyleBook:
    """The styles of one render: those of the template and the variants that were asked for."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._variants: dict[tuple[int, str], int] = {}
        self._codes: dict[str, int] = {}

    @property
    def changed(self) -> bool:
        return bool(self._variants)

    def quoted(self, style: int) -> int:
        """The style with the mark that its text is never read as a formula, even after editing."""
        return self._variant(style, "quoted")

    def dated(self, style: int, value: date | datetime | time | timedelta) -> int:
        """The style itself when it has a number format, else the same showing a date."""
        if style not in self.styles.general:
            return style
        return self._variant(style, _kind_of_date(value))

    def _variant(self, style: int, kind: str) -> int:
        if style >= len(self.styles.formats):
            return style
        made = self._variants.get((style, kind))
        if made is None:
            made = self._variants[style, kind] = len(self.styles.formats) + len(self._variants)
        return made

    def xml(self) -> str:
        """The styles part with the variants in it."""
        text = self.styles.xml
        formats = next(item for item in root(text).children() if item.name == "cellXfs")
        added = "".join(self._written(style, kind) for style, kind in self._variants)
        count = len(self.styles.formats) + len(self._variants)
        head = with_attributes(formats.head, {"count": str(count)})
        text = text[: formats.start] + head + formats.content + added + formats.tail + text[formats.end :]
        return self._with_codes(text) if self._codes else text

    def _written(self, style: int, kind: str) -> str:
        element = next(elements(self.styles.formats[style]))
        if kind == "quoted":
            changes: Mapping[str, str | None] = {"quotePrefix": "1"}
        else:
            changes = {"numFmtId": str(self._code(kind)), "applyNumberFormat": "1"}
        return with_attributes(element.head, changes) + element.content + element.tail

    def _code(self, kind: str) -> int:
        """The id of the number format; 14 is avoided, for it follows the reader's country."""
        if kind not in self._codes:
            used = [int(found) for found in re.findall(r"numFmtId=\"(\d+)\"", self.styles.xml)]
            self._codes[kind] = max([163, *used]) + 1 + len(self._codes)
        return self._codes[kind]

    def _with_codes(self, text: str) -> str:
        sheet = root(text)
        prefix = sheet.prefix
        added = "".join(
            f'<{prefix}numFmt numFmtId="{number}" formatCode="{_WANTED[kind]}"/>'
            for kind, number in self._codes.items()
        )
        known = sheet.child("numFmts")
        if known is None:
            whole = f'<{prefix}numFmts count="{len(self._codes)}">{added}</{prefix}numFmts>'
            return text[: sheet.inner] + whole + text[sheet.inner :]
        count = str(len(list(known.children())) + len(self._codes))
        head = with_attributes(known.head, {"count": count}).replace("/>", ">")
        tail = known.tail or f"</{prefix}numFmts>"
        return text[: known.start] + head + known.content + added + tail + text[known.end :]


def _kind_of_date(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return "span"
    if isinstance(value, time):
        return "time"
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return "datetime"
    return "date"
