"""Makes random drafts as `drafter draft` would: figures in their carriers, in paragraphs, tables, headers and notes.

Everything follows from a seed, so that a failure can be looked at again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from drafter.fill.word.print import carrier_name
from drafter.reconcile.spots import Occurrence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:{{tag}} xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
)
_TEXT = """công đoàn các cấp phối hợp tổ chức tuyên truyền chăm lo đời sống đoàn viên người lao động trong dịp Tết năm
nay với tinh thần trách nhiệm ủy ban kiểm tra ban thường vụ chỉ đạo thực hiện nhiệm vụ phong trào thi đua"""
WORDS = _TEXT.split()
UNITS = ("đoàn viên", "suất quà", "lượt người", "triệu đồng", "cuộc", "công đoàn cơ sở")
VERDICTS = ("đạt", "vượt", "chưa đạt")
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:sz w:val="28"/>', '<w:color w:val="1F4E79"/>', "<w:b/><w:i/>")


@dataclass(frozen=True)
class Fact:
    """A figure of the draft; `text` draws what it says."""

    key: str
    label: str
    shape: str
    unit: str = ""

    def text(self, chance: random.Random) -> str:
        number = _number(chance)
        match self.shape:
            case "count":
                return f"{number} {self.unit}"
            case "hedged":
                return f"{chance.choice(('hơn', 'gần'))} {number} {self.unit}"
            case "share":
                return f"{number}/{chance.randint(200, 900)} {self.unit}"
            case "percent":
                return f"{chance.randint(40, 130)},{chance.randint(10, 99)}%"
            case _:
                return chance.choice(VERDICTS)


def _number(chance: random.Random) -> str:
    value = chance.choice((chance.randint(2, 99), chance.randint(100, 999), chance.randint(1000, 99999)))
    return f"{value:,}".replace(",", ".")


@dataclass
class Paper:
    """A draft made at random: its bytes, its figures in order, and what each fact says."""

    data: bytes
    figures: tuple[Occurrence, ...]
    facts: dict[str, Fact]
    texts: dict[str, str]


@dataclass
class _Maker:
    chance: random.Random
    facts: list[Fact]
    texts: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    found: list[Occurrence] = field(default_factory=list)
    paragraphs: dict[str, int] = field(default_factory=dict)
    number: int = 0
    part: str = "document"

    def paragraph(self, figures: int) -> str:
        self.paragraphs[self.part] = self.paragraphs.get(self.part, 0) + 1
        pieces = [self.prose()]
        for _ in range(figures):
            pieces += [self.carrier(self.chance.choice(self.facts)), self.prose()]
        return f"<w:p>{''.join(pieces)}</w:p>"

    def prose(self) -> str:
        made = ""
        for _ in range(self.chance.randint(1, 2)):
            words = " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, 6)))
            made += _run(f" {words} ", self.chance.choice(LOOKS))
        return made

    def carrier(self, fact: Fact) -> str:
        count = self.counts[fact.key] = self.counts.get(fact.key, 0) + 1
        self.number += 1
        name, text = carrier_name(fact.key, count), self.texts[fact.key]
        self.found.append(Occurrence(name, fact.key, text, fact.label, self.part, self.paragraphs[self.part]))
        return (
            f'<w:bookmarkStart w:id="{self.number}" w:name="{name}"/><w:sdt><w:sdtPr><w:alias w:val="{fact.label}"/>'
            f'<w:tag w:val="{fact.key}"/><w:id w:val="{self.number}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{_run(text, self.chance.choice(LOOKS))}</w:sdtContent></w:sdt>"
            f'<w:bookmarkEnd w:id="{self.number}"/>'
        )

    def table(self) -> str:
        rows = ""
        for _ in range(self.chance.randint(2, 4)):
            width = '<w:tcPr><w:tcW w:w="2400" w:type="dxa"/></w:tcPr>'
            cells = "".join(f"<w:tc>{width}{self.paragraph(self.chance.randint(0, 1))}</w:tc>" for _ in range(3))
            rows += f"<w:tr>{cells}</w:tr>"
        grid = '<w:gridCol w:w="2400"/>' * 3
        return f'<w:tbl><w:tblPr><w:tblW w:w="7200" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def make_paper(seed: int) -> Paper:
    """A draft of two to four dozen figures."""
    chance = random.Random(seed)
    shapes = ("count", "count", "hedged", "share", "percent", "verdict")
    facts = []
    for number in range(chance.randint(10, 18)):
        shape = chance.choice(shapes)
        key = f"C{number:02}/LDLD-A/2025" + {"percent": "#ty_le", "verdict": "#danh_gia"}.get(shape, "")
        facts.append(Fact(key, f"Chỉ tiêu số {number}", shape, chance.choice(UNITS)))
    texts = {fact.key: fact.text(chance) for fact in facts}
    maker = _Maker(chance, facts, texts)
    body = ""
    for _ in range(chance.randint(6, 12)):
        body += maker.table() if chance.random() < 0.15 else maker.paragraph(chance.choice((0, 1, 1, 2, 3)))
    body += maker.paragraph(1)
    note = chance.random() < 0.3
    if note:
        body = body[: -len("</w:p>")] + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    maker.part = "header1"
    header = maker.paragraph(chance.randint(0, 1))
    maker.part = "footnotes"
    notes = maker.paragraph(1) if note else ""
    return Paper(_package(body, header, notes), tuple(maker.found), {fact.key: fact for fact in facts}, texts)


def fresh_figures(paper: Paper, seed: int, share: float = 0.3) -> tuple[Occurrence, ...]:
    """The same draft as it would be drafted now: a share of its facts says something else."""
    chance = random.Random(seed)
    texts = dict(paper.texts)
    for key, fact in paper.facts.items():
        if chance.random() < share:
            texts[key] = fact.text(chance)
    return tuple(
        Occurrence(one.bookmark, one.key, texts[one.key], one.label, one.part, one.paragraph) for one in paper.figures
    )


def _package(body: str, header: str, notes: str) -> bytes:
    parts = {
        "document": f"{_HEAD.format(tag='document')}<w:body>{body}</w:body></w:document>",
        "header1": f"{_HEAD.format(tag='hdr')}{header}</w:hdr>",
        "styles": f"{_HEAD.format(tag='styles')}</w:styles>",
    }
    kinds = {"header1": "header", "styles": "styles"}
    if notes:
        separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        parts["footnotes"] = (
            f'{_HEAD.format(tag="footnotes")}{separator}<w:footnote w:id="2">{notes}</w:footnote></w:footnotes>'
        )
        kinds["footnotes"] = "footnotes"
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OOXML}.{kinds.get(name, "document.main")}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kinds[name]}" Target="{name}.xml"/>'
        for number, name in enumerate(kinds, start=1)
    )
    top = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PKG}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PKG}/relationships">{top}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PKG}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()
