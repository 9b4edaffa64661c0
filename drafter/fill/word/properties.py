"""Write what a program must find again into a Word file.

Custom properties survive LibreOffice, .doc, .odt and .rtf; a custom XML part survives whoever takes off the properties.
"""

import posixpath
from collections.abc import Mapping

from lxml import etree

from drafter.fill.package import Package
from drafter.fill.word.links import relations_of
from drafter.fill.word.xml import Element, parse_xml

_CUSTOM, _TYPES, _RELATIONS = "docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
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


def with_custom_xml(package: Package, owner: str, data: bytes) -> dict[str, bytes]:
    """The parts to write so that the part `owner` refers to this XML, in place of one of the same root.

    A new one gets a name that is free: python-docx's own template holds «item1.xml», and two parts of one name are a
    file that LibreOffice does not open.
    """
    relations_name = relations_of(owner)
    known_relations = package.read(relations_name) if relations_name in package else _NO_RELATIONS
    relations = parse_xml(relations_name, known_relations)
    folder, root = owner.rpartition("/")[0], etree.fromstring(data).tag
    for one in relations:
        target = str(one.get("Target"))
        known = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if one.get("Type") == _CUSTOM_XML and known in package and parse_xml(known, package.read(known)).tag == root:
            return {known: data}
    number = 1
    while f"customXml/item{number}.xml" in package:
        number += 1
    name = f"customXml/item{number}.xml"
    _child(relations, "Relationship", Id=f"rIdDrafterXml{number}", Type=_CUSTOM_XML, Target=f"/{name}")
    types = parse_xml(_TYPES, package.read(_TYPES))
    made = {name: data, relations_name: _written(relations)}
    if not any(one.get("Extension") == "xml" for one in types):
        _child(types, "Default", Extension="xml", ContentType="application/xml")
        made[_TYPES] = _written(types)
    return made


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
