"""The one sheet of looks: colours that can be read, a ring that shows where the keyboard is."""

from __future__ import annotations

import re

import pytest

from drafter.web import show

CSS = show.STATIC["drafter.css"].decode()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", CSS))
TEXT_ON = [
    ("ink", "paper"), ("ink", "shade"), ("quiet", "paper"), ("quiet", "shade"), ("lead-ink", "lead"),
    ("link", "paper"), ("link", "shade"), ("link", "info-ground"), ("link", "bad-ground"), ("quiet", "bad-ground"),
    ("good", "good-ground"), ("bad", "bad-ground"), ("look", "look-ground"), ("info", "info-ground"),
    ("bad", "paper"), ("bad", "shade"), ("look", "paper"), ("look", "shade"), ("info", "paper"), ("info", "shade"),
    ("ink", "bad-ground"), ("ink", "info-ground"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_the_keyboard_is_seen_everywhere() -> None:
    (ring,) = re.findall(r"^:focus-visible \{ outline: 3px solid (#[0-9a-f]{6})", CSS, re.MULTILINE)
    for ground in ("paper", "shade", "info-ground", "bad-ground"):
        assert contrast(ring, COLOURS[ground]) >= 3
    assert ".top :focus-visible { outline-color: var(--lead-ink); }" in CSS
    hidden = re.findall(r"([^{}]+)\{[^}]*outline: none", CSS)
    assert [selector.strip() for selector in hidden] == ["main:focus"]  # reached by the skip link, not by Tab


def test_sizes_follow_the_reader() -> None:
    """Nothing is set in pixels that text lives in, so that 200 % is 200 %."""
    assert re.findall(r"font(?:-size)?: [^;]*\dpx", CSS) == []
    assert re.findall(r"(?<!max-)(?<!min-)(?<!border-)width: \d{3,}px", CSS) == []


def test_a_click_finds_its_button() -> None:
    heights = [float(size) for size in re.findall(r"min-height: ([\d.]+)rem", CSS)]
    assert heights
    assert min(heights) * 16 >= 24  # WCAG 2.2, 2.5.8
