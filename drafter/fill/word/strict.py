"""Turn a Strict Open XML file into the transitional form that Word writes by itself and everything here reads.

The two differ in the names of their namespaces and relationships; lengths that Strict gives with a unit are allowed in
both.
"""

import re

from drafter.fill.package import Package

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_HYPHENED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_CONFORMANCE = re.compile(rb' \w+:conformance="strict"')
_XML = (".xml", ".rels")


def as_transitional(package: Package) -> Package:
    """The package itself when it is not Strict."""
    changed: dict[str, bytes] = {}
    for name in package.names:
        if name.endswith(_XML) and b"http://purl.oclc.org/ooxml/" in (data := package.read(name)):
            changed[name] = _CONFORMANCE.sub(b"", _STRICT.sub(_transitional, data))
    return package.with_parts(changed) if changed else package


def _transitional(found: re.Match[bytes]) -> bytes:
    """.../ooxml/officeDocument/relationships/styles → .../officeDocument/2006/relationships/styles."""
    steps = found.group(2).split(b"/")
    rest = b"/".join(_HYPHENED.get(step, step) for step in steps)
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (found.group(1), rest)
