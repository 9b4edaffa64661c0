"""Turn the pivot tables of a template into those of an output: moved, and read anew when the file is opened."""

from drafter.fill.excel.formula import parse_area
from drafter.fill.excel.refs import Area, Here, Layout, area_list
from drafter.fill.excel.xml import edited, root, with_attributes

Edit = tuple[int, int, str]


def refreshed_pivot_cache(xml: str, layout: Layout) -> str:
    """A pivot cache that reads its source anew when the file is opened, from the range the source became."""
    cache = root(xml)
    edits: list[Edit] = [(cache.start, cache.inner, with_attributes(cache.head, {"refreshOnLoad": "1"}))]
    for source in cache.find("worksheetSource"):
        attrs = source.attrs()
        areas = _hull(attrs.get("ref", ""), attrs.get("sheet", ""), layout)
        lines = layout.lines(attrs.get("sheet", ""))
        changes: dict[str, str | None] = {"ref": area_list(areas)} if areas else {}
        if lines is not None and "sheet" in attrs:
            changes["sheet"] = lines.name
        edits.append((source.start, source.inner, with_attributes(source.head, changes)))
    return edited(xml, edits)


def moved_pivot(xml: str, sheet: str, layout: Layout) -> str:
    """A pivot table where its cells went."""
    edits: list[Edit] = []
    for location in root(xml).find("location"):
        areas = _hull(location.attrs().get("ref", ""), sheet, layout)
        if areas:
            edits.append((location.start, location.inner, with_attributes(location.head, {"ref": area_list(areas)})))
    return edited(xml, edits)


def _hull(text: str, sheet: str, layout: Layout) -> list[Area]:
    ref = parse_area(text, grows="hull")
    return (layout.areas(ref, Here(sheet)) or []) if ref is not None else []
