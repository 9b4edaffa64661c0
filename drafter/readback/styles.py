"""Turn styles.xml and theme1.xml into what each style says, and layers of formatting into the look that Word prints.

The order is Word's: document defaults, table style, paragraph style with what it is based on, numbering, character
style, the run itself. A toggle (bold, italic, capitals …) that several kinds of style set is set by an odd number of
them (ISO/IEC 29500-1, 17.7.3); what the run itself says wins over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.model.page import Look
from drafter.readback.names import A, W, is_on, switch, value_of, whole

_TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_DEFAULT_FONT, _DEFAULT_HALF_POINTS = "Times New Roman", 20
_LONGEST_CHAIN = 64


@dataclass(frozen=True)
class Style:
    """A style: its parts as elements, None where it has none."""

    style_id: str
    name: str
    kind: str
    based_on: str
    element: Any

    def part(self, tag: str) -> Any | None:
        """Its `pPr`, `rPr`, `tblPr`, …"""
        return self.element.find(W + tag)


@dataclass
class StyleSheet:
    """All styles of a file. `theme` is the fonts of the theme by «minorHAnsi» and the like."""

    styles: Mapping[str, Style]
    defaults: Mapping[str, str]
    run_defaults: Any | None
    paragraph_defaults: Any | None
    theme: Mapping[str, str]
    _looks: dict[tuple[str, ...], Look] = field(default_factory=dict)
    _chains: dict[tuple[str, str], tuple[Style, ...]] = field(default_factory=dict)

    def chain(self, style_id: str, kind: str) -> tuple[Style, ...]:
        """A style and all it is based on, the base first; the default of its kind where the id is unknown or empty."""
        found = self._chains.get((style_id, kind))
        if found is None:
            found = self._chains[style_id, kind] = tuple(self._walk(style_id, kind))
        return found

    def _walk(self, style_id: str, kind: str) -> list[Style]:
        style = self.styles.get(style_id)
        if style is None or style.kind != kind:
            style = self.styles.get(self.defaults.get(kind, ""))
        chain: list[Style] = []
        while style is not None and style not in chain and len(chain) < _LONGEST_CHAIN and style.kind == kind:
            chain.insert(0, style)
            style = self.styles.get(style.based_on)
        return chain

    def name(self, style_id: str) -> str:
        """The name that Word shows for a paragraph's style; empty where there is none."""
        chain = self.chain(style_id, "paragraph")
        return chain[-1].name if chain else ""

    def look(
        self, paragraph_style: str, table: Sequence[Any], numbering: Any | None, character_style: str, own: Any | None
    ) -> Look:
        """The look of a run. `table`: the `rPr` of the table's style, in their order; `own` is the run's `rPr`."""
        key = (paragraph_style, character_style, *(_key(one) for one in (*table, numbering, own)))
        found = self._looks.get(key)
        if found is None:
            character = self.chain(character_style, "character") if character_style else ()
            levels = (
                table,
                [style.part("rPr") for style in self.chain(paragraph_style, "paragraph")],
                [numbering],
                [style.part("rPr") for style in character],
            )
            said = [[one for one in level if one is not None] for level in levels]
            found = self._looks[key] = self._resolved(said, own)
        return found

    def _resolved(self, levels: Sequence[Sequence[Any]], own: Any | None) -> Look:
        layers = (self.run_defaults, *(one for level in levels for one in level), own)
        ends = [one for one in layers if one is not None]
        on = {tag: self._toggle(tag, levels, own) for tag in _TOGGLES}
        fonts = self._fonts(ends)
        underline = _last(ends, "u")
        half_points = whole(_last(ends, "sz"), _DEFAULT_HALF_POINTS)
        return Look(
            font=fonts["ascii"],
            high=fonts["hAnsi"],
            east_asia=fonts["eastAsia"],
            complex=fonts["cs"],
            size_pt=(half_points or _DEFAULT_HALF_POINTS) / 2,
            bold=on["b"],
            italic=on["i"],
            underlined=underline not in (None, "none"),
            caps=on["caps"],
            small_caps=on["smallCaps"],
            struck=on["strike"] or on["dstrike"],
            hidden=on["vanish"],
            colour=_colour(ends),
            highlight=_without_none(_last(ends, "highlight")),
        )

    def _toggle(self, tag: str, levels: Sequence[Sequence[Any]], own: Any | None) -> bool:
        said = switch(own, tag)
        if said is not None:
            return said
        if switch(self.run_defaults, tag):
            return True
        odd = False
        for level in levels:
            odd ^= next((found for one in reversed(level) if (found := switch(one, tag)) is not None), False)
        return odd

    def _fonts(self, layers: Iterable[Any]) -> dict[str, str]:
        fonts = dict.fromkeys(_SLOTS, _DEFAULT_FONT)
        for layer in layers:
            named = layer.find(f"{W}rFonts")
            if named is None:
                continue
            for slot, themed in _SLOTS.items():
                theme = named.get(W + themed)
                if theme and (font := self.theme.get(theme)):
                    fonts[slot] = font
                elif plain := named.get(W + slot):
                    fonts[slot] = plain
        return fonts


def style_sheet(styles: Any | None, theme: Any | None) -> StyleSheet:
    """Read the roots of styles.xml and of the theme; None for a part that is not there."""
    found: dict[str, Style] = {}
    defaults: dict[str, str] = {}
    for element in () if styles is None else styles.iter(f"{W}style"):
        style_id, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
        name, based_on = value_of(element, "name"), value_of(element, "basedOn")
        found[style_id] = Style(style_id, name or style_id, kind, based_on or "", element)
        if element.get(f"{W}default") in ("1", "true", "on"):
            defaults[kind] = style_id
    root = None if styles is None else styles.find(f"{W}docDefaults")
    run, paragraph = (None if root is None else root.find(f"{W}{kind}Default/{W}{kind}") for kind in ("rPr", "pPr"))
    return StyleSheet(found, defaults, run, paragraph, _theme_fonts(theme))


def _theme_fonts(theme: Any | None) -> dict[str, str]:
    """The fonts by the names that w:asciiTheme and its like use."""
    fonts: dict[str, str] = {}
    for group in ("major", "minor"):
        scheme = None if theme is None else theme.find(f".//{A}{group}Font")
        for tag, slots in (("latin", ("Ascii", "HAnsi")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            face = None if scheme is None else scheme.find(A + tag)
            for slot in slots:
                fonts[group + slot] = "" if face is None else face.get("typeface", "")
    return fonts


def _key(element: Any | None) -> str:
    """Two elements that say the same have one key: looks are worked out once for each."""
    if element is None:
        return ""
    return "|".join(f"{child.tag}{sorted(child.items())}" for child in element)


def _last(layers: Sequence[Any], tag: str) -> str | None:
    for layer in reversed(layers):
        found = value_of(layer, tag)
        if found is not None:
            return found
    return None


def _colour(layers: Sequence[Any]) -> str:
    for layer in reversed(layers):
        colour = layer.find(f"{W}color")
        if colour is not None:
            theme = colour.get(f"{W}themeColor")
            value = str(colour.get(f"{W}val") or "auto")
            if theme in ("text1", "dark1", "tx1", "dk1") and colour.get(f"{W}themeTint") is None:
                return "auto"
            return value if value == "auto" else value.upper()
    return "auto"


def _without_none(value: str | None) -> str:
    return "" if value in (None, "none") else str(value)


def is_switched(layers: Iterable[Any], tag: str) -> bool:
    """A yes-or-no property of paragraphs: the last layer that says it."""
    said = False
    for layer in layers:
        found = layer.find(W + tag)
        if found is not None:
            said = is_on(found)
    return said
