"""Hand-written Word files for the tests: paragraphs with formatting of their own, tables, shapes, sections, parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TWIPS = 1440 / 25.4

STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"
 w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>
<w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/>
<w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr></w:style>"""
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
<a:fontScheme name="x">
<a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>
</a:fontScheme></a:themeElements></a:theme>"""


def run(
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    font: str = "Times New Roman",
    more: str = "",
) -> str:
    """A run; tabs and line breaks in its text become what Word writes for them."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    looks = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>{marks}{more}<w:sz w:val="{int(size * 2)}"/>'
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inner = inner.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t xml:space='preserve'>{inner}</w:t></w:r>"


def p(
    text: str = "",
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    first: float = 0,
    left: float = 0,
    before: float = 0,
    after: float = 0,
    line: float = 1,
    more: str = "",
    runs: str = "",
    inside: str = "",
) -> str:
    """A paragraph: `first`, `left` in mm, `before`, `after` in pt, `line` in lines; `more` is put into its properties.

    `runs` stand for the text where one look is not enough; `inside` is put after them.
    """
    mark = (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="{int(size * 2)}"/></w:rPr>'
    )
    properties = (
        f'{more}<w:spacing w:before="{int(before * 20)}" w:after="{int(after * 20)}" w:line="{int(line * 240)}" '
        f'w:lineRule="auto"/><w:ind w:left="{round(left * TWIPS)}" w:firstLine="{round(first * TWIPS)}"/>'
        f'<w:jc w:val="{align}"/>{mark}'
    )
    said = runs or (run(text, size=size, bold=bold, italic=italic) if text else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{said}{inside}</w:p>"


def body(text: str, **given: object) -> str:
    """A paragraph of running text as it should be."""
    looks: dict[str, object] = {"align": "both", "first": 12.7, "before": 6, "line": 1.1, **given}
    return p(text, **looks)  # type: ignore[arg-type]


def shape_line(width: float, left: float = 0.0) -> str:
    """A run with a straight connector of DrawingML, floating."""
    emu, offset = int(width * 36000), int(left * 36000)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="column">'
        f'<wp:posOffset>{offset}</wp:posOffset></wp:positionH><wp:extent cx="{emu}" cy="0"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        '<a:prstGeom prst="straightConnector1"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
        "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml_line(width: float, left: float = 0.0) -> str:
    """A run with a line of VML, as Word 2003 and 2007 drew it."""
    start, end = left / 25.4 * 72, (left + width) / 25.4 * 72
    return f'<w:r><w:pict><v:line from="{start:.1f}pt,2pt" to="{end:.1f}pt,2pt"/></w:pict></w:r>'


def picture() -> str:
    """A run with a picture."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="720000"/><a:graphic><a:graphicData uri="x"><pic:pic/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], *, style: str = "", whole: bool = True, header: bool = False
) -> str:
    """A table; each cell is the XML of its paragraphs. Widths in mm."""
    grid = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    lines = []
    for number, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        kept = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header and number == 0 else "")
        lines.append(f"<w:tr><w:trPr>{kept}</w:trPr>{cells}</w:tr>")
    layout = f"<w:tblPr>{named}<w:tblLayout w:type='fixed'/></w:tblPr>"
    return f"<w:tbl>{layout}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def section(
    *, landscape: bool = False, title_page: bool = True, start: int | None = None, header: str = "rId1", more: str = ""
) -> str:
    """The properties of a section: A4, margins 20, 20, 30, 15 mm, the page's number in the header."""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    number = "" if start is None else f'<w:pgNumType w:start="{start}"/>'
    named = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    return (
        f'<w:sectPr>{named}{more}{size}<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" '
        f'w:header="567" w:footer="567" w:gutter="0"/>{number}{"<w:titlePg/>" if title_page else ""}</w:sectPr>'
    )


def field(instruction: str, shown: str, *, size: float = 14) -> str:
    """The runs of a field."""
    look = (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="{int(size * 2)}"/></w:rPr>'
    )
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}'
        f"<w:instrText> {instruction} </w:instrText></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{look}<w:t>{shown}</w:t></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


HEADER = p(align="center", runs=field("PAGE", "2"))


def word_file(
    blocks: str, *, header: str = HEADER, styles: str = STYLES, parts: Mapping[str, str] | None = None
) -> bytes:
    """A .docx. `parts` are further parts of word/ by their name («comments»), whole but for the root's namespaces."""
    named = {"styles": ("styles", f"<w:styles {NAMESPACES}>{styles}</w:styles>"), "theme/theme1": ("theme", THEME)}
    named["header1"] = ("header", f"<w:hdr {NAMESPACES}>{header}</w:hdr>")
    for name, xml in (parts or {}).items():
        named[name] = (name.rstrip("0123456789"), xml.replace(">", f" {NAMESPACES}>", 1))
    ids = {"header1": "rId1"}
    relations = "".join(
        f'<Relationship Id="{ids.get(name, f"rId{number}")}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>'
        for number, (name, (kind, _)) in enumerate(named.items(), 10)
    )
    document = f"<w:document {NAMESPACES}><w:body>{blocks}</w:body></w:document>"
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(relations),
        "word/document.xml": document,
        **{f"word/{name}.xml": xml for name, (_, xml) in named.items()},
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return buffer.getvalue()


def _relationships(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
