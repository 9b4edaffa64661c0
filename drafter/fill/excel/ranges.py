"""Turn texts that are lists of ranges (of charts, names, shapes) into the same for the lines that grew."""

from functools import lru_cache

from drafter.fill.excel.formula import Ref, area_text, quoted_sheet, tokens
from drafter.fill.excel.refs import Area, Here, Layout, gone
from drafter.fill.excel.rewrite import compiled
from drafter.fill.excel.xml import Element, edited, escaped, root


@lru_cache(maxsize=64)
def known(xml: str) -> Element:
    """The root of a drawing, a chart or the workbook: small parts that every rendering reads again."""
    return root(xml)


def areas_of(text: str, layout: Layout) -> list[tuple[str, Area]] | None:
    """The output areas of a text that is one range or several with commas; None when it is something else."""
    found: list[tuple[str, Area]] = []
    for token in tokens(text.strip()):
        if token.ref is not None and token.ref.sheet is not None:
            areas = layout.areas(listed(token.ref), Here(token.ref.sheet))
            if areas is None:
                return None
            found.extend((token.ref.sheet, area) for area in areas)
        elif token.kind not in ("open", "close", "comma", "space"):
            return None
    return found


def listed(ref: Ref) -> Ref:
    """The reference as one that takes every copy, in as many ranges as it needs."""
    return Ref(ref.sheet, ref.r1, ref.c1, ref.r2, ref.c2, ref.fixed, ref.is_range, "list")


def range_text(text: str, layout: Layout) -> str:
    """Such a text for the output. Ranges that are gone become the blank end of the sheet."""
    written: list[str] = []
    for token in tokens(text.strip()):
        ref = token.ref
        if ref is None or ref.sheet is None:
            continue
        lines = layout.lines(ref.sheet)
        areas = layout.areas(listed(ref), Here(ref.sheet))
        if lines is None or areas is None:
            return text
        prefix = token.text[: token.text.rindex("!") + 1] if lines.name == ref.sheet else quoted_sheet(lines.name)
        if not areas:
            written.append(prefix + gone(ref))
        written.extend(prefix + area_text(a.r1, a.c1, a.r2, a.c2, ref.fixed, ref.is_range) for a in areas)
    joined = ",".join(written)
    return f"({joined})" if len(written) > 1 else joined


def names_xml(workbook: str, layout: Layout, sheets: list[str]) -> str:
    """The workbook with its defined names, print areas and titles following the lines."""
    edits: list[tuple[int, int, str]] = []
    for item in known(workbook).find("definedName"):
        text = item.text
        if areas_of(text, layout) is not None and "!" in text:
            edits.append((item.inner, item.close, escaped(range_text(text, layout).strip("()"))))
        else:
            local = item.attrs().get("localSheetId")
            sheet = sheets[int(local)] if local is not None and int(local) < len(sheets) else ""
            edits.append((item.inner, item.close, escaped(compiled(text).text(layout, Here(sheet)))))
    return edited(workbook, edits)


def spoken(text: str, layout: Layout, sheet: str) -> str:
    """A reference outside the cells of a sheet, as the output has it."""
    if any(token.ref is not None and token.ref.sheet is None for token in tokens(text)):
        return compiled(text).text(layout, Here(sheet))
    return range_text(text, layout) if areas_of(text, layout) is not None else text
