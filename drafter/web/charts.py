"""Turn a few figures into a small chart: SVG in the page itself, with a title and a description in words.

A missing value is drawn as missing, never as zero. Looks are classes of the style sheet; nothing else is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

Number = Decimal | Fraction | int

_WIDTH, _ROW, _BAR, _LABEL, _SAID = 640, 26, 16, 240, 130
_LETTERS = 34  # so many letters of a label fit; the whole of it is in the bar's own title
_COLUMN_HEIGHT, _COLUMN_TOP, _COLUMN_BOTTOM, _WIDEST = 120, 24, 40, 64
_MISSING = "chưa có"


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, its value (None: not reported), and the value as it is read («676 đoàn viên»).

    `of`: a class of its own for what stands beside the others («target», «earlier»).
    """

    label: str
    value: Number | None
    said: str = ""
    of: str = ""

    @property
    def words(self) -> str:
        """What it says, in words."""
        return f"{self.label}: {_MISSING if self.value is None else self.said or str(self.value)}"


def bars(name: str, title: str, rows: Sequence[Bar]) -> Markup:
    """Horizontal bars, one under the other: units side by side, a result beside its target. `name`: an id of the page.

    Bars go to both sides where a value is below zero. Empty without rows.
    """
    if not rows:
        return Markup()
    low, high = _ends(rows)
    room = _WIDTH - _LABEL - _SAID
    scale = Fraction(room) / (high - low) if high > low else Fraction(0)
    zero = _LABEL + float(-low * scale)
    drawn = [_bar(one, number * _ROW, zero, scale) for number, one in enumerate(rows)]
    axis = _element("line", x1=zero, x2=zero, y1=0, y2=len(rows) * _ROW, class_="chart-axis")
    return _chart(name, title, rows, _WIDTH, len(rows) * _ROW, [*drawn, axis])


def columns(name: str, title: str, rows: Sequence[Bar]) -> Markup:
    """Upright bars, one beside the other: a figure over the years. A period without the figure keeps its place."""
    if not rows:
        return Markup()
    low, high = _ends(rows)
    scale = Fraction(_COLUMN_HEIGHT) / (high - low) if high > low else Fraction(0)
    zero = _COLUMN_TOP + float(high * scale)
    step = _WIDTH / len(rows)
    drawn = [_column(one, number * step, step, zero, scale) for number, one in enumerate(rows)]
    axis = _element("line", x1=0, x2=_WIDTH, y1=zero, y2=zero, class_="chart-axis")
    return _chart(name, title, rows, _WIDTH, _COLUMN_TOP + _COLUMN_HEIGHT + _COLUMN_BOTTOM, [*drawn, axis])


def _ends(rows: Sequence[Bar]) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that is drawn; zero is always within."""
    values = [Fraction(one.value) for one in rows if one.value is not None]
    return min([Fraction(0), *values]), max([Fraction(0), *values])


def _bar(one: Bar, top: int, zero: float, scale: Fraction) -> Markup:
    middle = top + _ROW / 2 + 4
    label = _text(_shortened(one.label), _LABEL - 8, middle, "chart-label", "end")
    if one.value is None:
        drawn, end = Markup(), zero
    else:
        length = float(Fraction(one.value) * scale)
        drawn = _element(
            "rect",
            x=min(zero, zero + length),
            y=top + (_ROW - _BAR) / 2,
            width=abs(length),
            height=_BAR,
            class_=f"chart-bar {one.of}",
        )
        end = max(zero, zero + length)
    said = _text(_MISSING if one.value is None else one.said, end + 6, middle, _said_class(one), "start")
    return _group(one, [label, drawn, said])


def _column(one: Bar, left: float, step: float, zero: float, scale: Fraction) -> Markup:
    middle, width = left + step / 2, min(_WIDEST, step * 0.6)
    height = 0.0 if one.value is None else float(Fraction(one.value) * scale)
    drawn = _element(
        "rect", x=middle - width / 2, y=min(zero, zero - height), width=width, height=abs(height),
        class_=f"chart-bar {one.of}",
    )  # fmt: skip
    said = _text(_MISSING if one.value is None else one.said, middle, min(zero, zero - height) - 6, _said_class(one))
    label = _text(one.label, middle, _COLUMN_TOP + _COLUMN_HEIGHT + 18, "chart-label")
    return _group(one, [Markup() if one.value is None else drawn, said, label])


def _said_class(one: Bar) -> str:
    return "chart-missing" if one.value is None else "chart-said"


def _shortened(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"


def _chart(name: str, title: str, rows: Sequence[Bar], width: int, height: int, parts: Sequence[Markup]) -> Markup:
    """The whole picture; to who hears it, its title and what each bar says."""
    heard = "; ".join(one.words for one in rows)
    head = _element("title", escape(title), id=f"{name}-title") + _element("desc", escape(heard), id=f"{name}-desc")
    return _element(
        "svg",
        head + Markup().join(parts),
        class_="chart",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _group(one: Bar, parts: Sequence[Markup]) -> Markup:
    return _element("g", _element("title", escape(one.words)) + Markup().join(parts))


def _text(words: str, x: float, y: float, class_: str, anchor: str = "middle") -> Markup:
    return _element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)


def _element(tag: str, content: Markup | None = None, **attributes: str | float) -> Markup:
    """An element of a picture; attributes are escaped, numbers to a tenth."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_attribute(value))}"' for key, value in attributes.items()
    )
    return Markup(f"<{tag}{given}>{content or ''}</{tag}>")  # noqa: S704 - escaped above


def _attribute(value: str | float) -> str:
    return value.strip() if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
