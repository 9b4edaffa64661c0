"""Write custom properties into a Word file: they survive LibreOffice, .doc, .odt and .rtf."""

from collections.abc import Mapping

from lxml import etree

from drafter.fill.package import Package
from drafter.fill.word.xml import Element, parse_xml

_CUSTOM, _TYPES, _RELATIONS = "docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def with_properties(package: Package, properties: Mapping[str, str]) -> dict[str, bytes]:
    """The parts to write so that the file has these custom properties beside those it has, in place of older ones."""
    relations = parse_xml(_RELATIONS, package.read(_RELATIONS))
    known = (str(one.get("Target")).lstrip("/") for one in relations if one.get("Type") == _CUSTOM_RELATION)
    part = next((name for name in known if name in package), None)
    if part is not None:
        return {part: _added(parse_xml(part, package.read(part)), properties)}
    types = parse_xml(_TYPES, package.read(_TYPES))
    _child(types, "Override", PartName=f"/{_CUSTOM}", ContentType=_CUSTOM_TYPE)
    _child(relations, "Relationship", Id="rIdDrafter", Type=_CUSTOM_RELATION, Target=_CUSTOM)
    empty = etree.fromstring(f'<Properties xmlns="{_PROPERTIES[1:-1]}" xmlns:vt="{_VALUES[1:-1]}"/>')
    return {_CUSTOM: _added(empty, properties), _TYPES: _written(types), _RELATIONS: _written(relations)}


def _added(root: Element, properties: Mapping[str, str]) -> bytes:
    """Numbers of properties begin at 2."""
    for old in [one for one in root if one.get("name") in properties]:
        root.remove(old)
    last = max((int(one.get("pid", "1")) for one in root), default=1)
    for number, (name, value) in enumerate(properties.items(), start=last + 1):
        one = etree.SubElement(root, f"{_PROPERTIES}property", fmtid=_PROPERTY_SET, pid=str(number), name=name)
        etree.SubElement(one, f"{_VALUES}lpwstr").text = value
    return _written(root)


def _child(root: Element, name: str, **attributes: str) -> None:
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
