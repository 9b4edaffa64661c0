"""Every Word draft is a sound file, and every rule of that notices when one is not.

What a page must look like is judged by the rules of form (tests/format_rules/test_golden_drafts.py).
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from file_rules import RULES, WordFile, faults

from tests.golden.drafts import NAMES, golden_draft

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", RULES)
def test_a_draft_is_a_sound_file(code: str, name: str) -> None:
    for file in _files(name):
        assert faults(code, file) == []


@cache
def _files(name: str) -> tuple[WordFile, ...]:
    draft = golden_draft(name)
    return tuple(WordFile(data) for data in (draft.report, draft.listing) if data)


def style(style_id: str, pattern: str, other: str) -> tuple[str, str, str]:
    """A change inside one style."""
    return _STYLES, rf'(<w:style [^>]*w:styleId="{style_id}".*?){pattern}', rf"\g<1>{other}"


def text(pattern: str, other: str) -> tuple[str, str, str]:
    """A change of the document's XML."""
    return _DOCUMENT, pattern, other


MUTATIONS = (
    ("fonts", "one slot of a style is Arial", style("NoiDung", 'w:eastAsia="[^"]*"', 'w:eastAsia="Arial"')),
    ("fonts", "one slot is left to another script", style("TenLoai", 'w:cs="[^"]*"', 'w:cs="Mangal"')),
    ("fonts", "theme font", style("Normal", "<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" ')),
    ("letters", "letters and marks apart", text("BÁO CÁO", "BA\u0301O CA\u0301O")),
    ("letters", "two spaces", text("các cấp công đoàn đã", "các cấp  công đoàn đã")),
    ("language", "English", (_STYLES, 'w:lang w:val="vi-VN"', 'w:lang w:val="en-US"')),
    ("styles", "an unknown style", text('w:val="TenLoai"', 'w:val="Ten"')),
    ("styles", "no style", text('<w:pPr><w:pStyle w:val="TenLoai"/></w:pPr>', "")),
    ("no direct looks", "bold by hand", text("(<w:r>)(<w:t[^>]*>BÁO)", r"\1<w:rPr><w:b/></w:rPr>\2")),
    ("xml", "alignment before spacing", style("NoiDung", "(<w:spacing [^>]*/>)(.*?)(<w:jc [^>]*/>)", r"\4\2\3")),
    ("xml", "an unknown element", text("<w:titlePg/>", "<w:titlePage/>")),
    ("ids", "a name twice", text('w:name="_drf_[^"]*"', 'w:name="_drf_1"')),
    ("ids", "a control's number twice", text(r'<w:id w:val="\d+"/>', '<w:id w:val="7"/>')),
    ("ids", "a bookmark left open", text(r'<w:bookmarkEnd w:id="1"/>', "")),
)  # fmt: skip


@pytest.mark.parametrize(("code", "change"), [pytest.param(c, m, id=f"{c} {n}") for c, n, m in MUTATIONS])
def test_a_rule_notices_a_file_that_breaks_it(code: str, change: tuple[str, str, str]) -> None:
    part, pattern, other = change
    file = WordFile(golden_draft("thanh-tri-2020").report)
    changed, times = re.subn(pattern, other, file.parts[part].decode(), flags=re.DOTALL)
    assert times, "nothing was changed"
    file.parts[part] = changed.encode()
    assert faults(code, file) != []


def test_a_member_that_is_there_twice_is_noticed() -> None:
    buffer = BytesIO(golden_draft("thanh-tri-2020").report)
    with zipfile.ZipFile(buffer, "a") as file:
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr(_DOCUMENT, file.read(_DOCUMENT))
        file.writestr("word/notes.bin", b"")
    assert faults("zip", WordFile(buffer.getvalue())) == [
        "word/document.xml is there twice",
        "word/notes.bin has no content type",
    ]


def test_every_rule_is_broken_by_some_change() -> None:
    assert {code for code, _, _ in MUTATIONS} | {"zip"} == set(RULES)
