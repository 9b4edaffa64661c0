"""Turn a certificate's template into one for the office's blank: each text moved by the office's millimetres.

A text at its own place is a frame (framePr); its field is the slot it prints («trang.ho_ten» is ho-ten). On a blank
that comes pre-printed only the frames that differ from page to page stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from drafter.fill.package import read_package
from drafter.model.award_choices import CertificateLayout

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_FIELD = re.compile(r"\btrang\.(\w+)")
_TWIPS_PER_MM = 1440 / 25.4
_ON_BLANKS = frozenset(("tham_quyen", "ten_giay", "dong_tu"))
"""Fields that blanks have in print already, though they come from the nomination: whose it is, its name, «Tặng»."""


def placed(template: Path, layout: CertificateLayout) -> bytes | Path:
    """The template as this office prints it; the file itself where nothing is to be changed."""
    if not (layout.right or layout.down or layout.moves or layout.preprinted):
        return template
    package = read_package(template.read_bytes())
    root: Any = etree.fromstring(package.read(_DOCUMENT))
    for frame in list(root.iter(f"{_W}framePr")):
        paragraph = frame.getparent().getparent()
        field = _FIELD.search("".join(paragraph.itertext(f"{_W}t")))
        if layout.preprinted and (field is None or field[1] in _ON_BLANKS):
            paragraph.getparent().remove(paragraph)
        else:
            _move(frame, layout, field[1].replace("_", "-") if field else "")
    return package.write({_DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def _move(frame: Any, layout: CertificateLayout, field: str) -> None:
    right, down = layout.moves.get(field, (0.0, 0.0))
    for edge, by in (("x", layout.right + right), ("y", layout.down + down)):
        at = int(frame.get(f"{_W}{edge}", "0")) + round(by * _TWIPS_PER_MM)
        frame.set(f"{_W}{edge}", str(max(1, at)))  # 0 means «where the text flows» to Word
