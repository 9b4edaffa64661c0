"""Turn a package that reaches outside itself into one that does not.

A template may link to web pages and mail addresses. Any other outside target (an attached template, a picture or
data source elsewhere, a file path) is dropped and reported; so are fields that fetch other files or run programs.
"""

import re
from collections.abc import Iterator

from lxml import etree

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.package import Package
from drafter.fill.word.xml import Element, drop, is_element, parse_xml, w

OUTSIDE = Kind(
    "T140",
    "liên kết ra ngoài tới «{found}» đã bị bỏ",
    "the outside target «{found}» has been dropped",
    "mẫu chỉ giữ liên kết trang web (http, https) và thư điện tử (mailto)",
    "a template keeps links to web pages (http, https) and mail addresses (mailto) only",
)
FETCHING_FIELD = Kind(
    "T141",
    "trường «{found}» đã bị bỏ vì lấy nội dung từ tệp khác",
    "the field «{found}» has been dropped, for it fetches other files",
    "chép nội dung vào mẫu, hoặc dùng thẻ {{{{ … }}}}",
    "copy the content into the template, or use a tag {{{{ … }}}}",
)

_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"<>]+\Z", re.I)
_REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FETCHING = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b", re.I)
# Elements that mean nothing without their target; of others only the reference goes.
_GOES_TOO = {"attachedTemplate", "hlinkClick", "hlinkHover", "dataSource", "headerSource", "sourceFileName", "subDoc"}


def is_safe_address(address: str) -> bool:
    """Whether an outside target may be kept: web pages and mail only."""
    return bool(_SAFE_ADDRESS.match(address))


def without_outside(package: Package) -> tuple[Package, list[TemplateError]]:
    """The package without outside targets, and what was dropped."""
    changed: dict[str, bytes] = {}
    notes: list[TemplateError] = []
    for name in package.names:
        data = package.read(name) if name.endswith(".rels") else b""
        if b"External" in _plain(data) or b"&#" in _plain(data):
            _cut_relations(package, name, data, changed, notes)
    for name in package.names:
        if name.startswith("word/") and name.endswith(".xml"):
            data = changed.get(name) or package.read(name)
            if b"instr" in _plain(data):
                _cut_fields(name, data, changed, notes)
            if _VML.encode() in _plain(data):
                _cut_drawings(name, changed.get(name) or data, changed, notes)
    return (package.with_parts(changed) if changed else package), notes


def _plain(data: bytes) -> bytes:
    """The bytes as they would be in UTF-8, as far as words of ASCII go."""
    return data.replace(b"\0", b"")


def _cut_drawings(name: str, data: bytes, changed: dict[str, bytes], notes: list[TemplateError]) -> None:
    """Old drawings may name a picture elsewhere without any relationship."""
    root = parse_xml(name, data)
    gone = False
    for node in root.iter():
        for key, target in list(node.attrib.items()) if is_element(node) and node.tag.startswith(f"{{{_VML}}}") else ():
            if key in ("src", "althref", f"{{{_OFFICE}}}althref") and target:
                notes.append(TemplateError(OUTSIDE, where=Place(name), found=target))
                del node.attrib[key]
                gone = True
    if gone:
        changed[name] = _text(root)


def _cut_relations(
    package: Package, name: str, data: bytes, changed: dict[str, bytes], notes: list[TemplateError]
) -> None:
    root = parse_xml(name, data)
    gone: set[str] = set()
    for relation in root.findall(_RELATIONSHIP):
        target, kind = str(relation.get("Target") or ""), str(relation.get("Type") or "")
        if relation.get("TargetMode") != "External" or (kind.endswith("/hyperlink") and is_safe_address(target)):
            continue
        notes.append(TemplateError(OUTSIDE, where=Place(name), found=target))
        if kind.endswith("/externalLinkPath"):
            relation.set("Target", "about:blank")  # the workbook's external-link part cannot be without its relation
            continue
        gone.add(str(relation.get("Id")))
        root.remove(relation)
    changed[name] = _text(root)
    owner = re.sub(r"_rels/([^/]+)\.rels$", r"\1", name)
    if gone and owner in package:
        part = parse_xml(owner, changed.get(owner) or package.read(owner))
        _forget(part, gone)
        changed[owner] = _text(part)


def _forget(root: Element, gone: set[str]) -> None:
    for node in list(root.iter()):
        if not is_element(node):
            continue
        names = [key for key, value in node.attrib.items() if str(key).startswith(_REFERENCES) and value in gone]
        for key in names:
            del node.attrib[key]
        local = etree.QName(node).localname
        if names and (local in _GOES_TOO or (local == "hyperlink" and node.tag != w("hyperlink"))):
            drop(node)


def _cut_fields(name: str, data: bytes, changed: dict[str, bytes], notes: list[TemplateError]) -> None:
    root = parse_xml(name, data)
    found = False
    for codes, text in _field_codes(root):
        if match := _FETCHING.match(text):
            found = True
            notes.append(TemplateError(FETCHING_FIELD, where=Place(name), found=match.group(1).upper()))
            for node in codes:
                if node.tag == w("fldSimple"):
                    node.set(w("instr"), "")
                else:
                    node.text = ""
    if found:
        changed[name] = _text(root)


def _field_codes(root: Element) -> Iterator[tuple[list[Element], str]]:
    """The code of each field, wherever it is cut into runs, and the elements it stands in."""
    open_fields: list[list[Element]] = []
    for node in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), w("delInstrText")):
        if node.tag == w("fldSimple"):
            yield [node], str(node.get(w("instr")) or "")
        elif node.tag == w("fldChar"):
            kind = node.get(w("fldCharType"))
            if kind == "begin":
                open_fields.append([])
            elif open_fields and (kind == "end" or kind == "separate"):
                codes = open_fields[-1]
                yield list(codes), "".join(code.text or "" for code in codes)
                codes.clear()
                if kind == "end":
                    open_fields.pop()
        elif open_fields:
            open_fields[-1].append(node)
        else:
            yield [node], node.text or ""


def _text(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
