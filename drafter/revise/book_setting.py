"""Set a workbook's pages and fonts otherwise in a copy; its cells stay as they are, and every other part as it lies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.excel.parts import Parts
from drafter.fill.package import Package, ZipLimits, read_package
from drafter.format_rules.sheet_mends import SheetMend
from drafter.revise.opening import NotWritable

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_MM = 25.4
_MARGINS = {"left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75, "header": 0.3, "footer": 0.3}  # Excel's own, inches
_A4 = "9"
_TITLES = "_xlnm.Print_Titles"
_SYMBOLS = ("wingdings", "webdings", "symbol", "marlett")  # what is drawn with them is no letter
_LEGACY = (".vn", "vni", "uvn ", "vps")  # letters of such fonts mean something else in another font
# Excel reads the children of a sheet, of its properties and of a workbook in a fixed order.
_SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_PROPERTIES_ORDER = ("tabColor", "outlinePr", "pageSetUpPr")
_BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def with_book_mends(data: bytes, mends: Sequence[SheetMend]) -> bytes:
    """The copy. Raises NotWritable."""
    try:
        book = _Book(read_package(data, limits=_LIMITS))
        for mend in mends:
            book.mend(mend)
    except (TemplateError, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise NotWritable("tệp không phải .xlsx, có mật khẩu hoặc bị hỏng") from error
    return book.written()


class _Book:
    """A workbook in the making: the parts that were read, and which of them are set otherwise."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts = Parts(package)
        self.paths = {sheet.name: sheet.path for sheet in self.parts.sheets}
        self.trees: dict[str, Any] = {}

    def tree(self, path: str) -> Any:
        """A part, to be written again."""
        if path not in self.trees:
            self.trees[path] = etree.fromstring(self.package.read(path), _PARSER)
        return self.trees[path]

    def mend(self, mend: SheetMend) -> None:
        sheet = self.tree(self.paths[mend.sheet])
        if mend.a4:
            _child(sheet, "pageSetup", _SHEET_ORDER).set("paperSize", _A4)
        if mend.across:
            _child(sheet, "pageSetup", _SHEET_ORDER).set("orientation", "landscape")
        if mend.one_wide:
            _one_wide(sheet)
        if mend.margins:
            _set_margins(sheet, mend.margins)
        if mend.head is not None:
            self._repeat(mend.sheet, *mend.head)
        if mend.font:
            self._set_font(mend.font)
        if mend.compose:
            self._compose(sheet)

    def written(self) -> bytes:
        parts = {path: _bytes(tree) for path, tree in self.trees.items()}
        return self.package.with_parts(parts).write({})

    def _repeat(self, name: str, first: int, last: int) -> None:
        """The rows that come again on each page, beside the columns that do."""
        names = _child(self.tree(self.parts.workbook), "definedNames", _BOOK_ORDER)
        number = str(self.parts.all_sheet_names.index(name))
        quoted = name.replace("'", "''")
        rows = f"'{quoted}'!${first}:${last}"
        for one in names:
            if one.get("name") == _TITLES and one.get("localSheetId") == number:
                one.text = f"{one.text},{rows}"
                return
        etree.SubElement(names, f"{_S}definedName", name=_TITLES, localSheetId=number).text = rows

    def _set_font(self, font: str) -> None:
        """Every font of cells and of runs in them; symbols and letters of old encodings keep theirs."""
        styles = self.parts.one("styles")
        if styles is not None:
            fonts = self.tree(styles).find(f"{_S}fonts")
            for one in () if fonts is None else fonts:
                _named(one, "name", font)
        for path in self._texts():
            for look in self.tree(path).iter(f"{_S}rPr"):
                _named(look, "rFont", font)

    def _texts(self) -> Iterable[str]:
        shared = self.parts.one("sharedStrings")
        return () if shared is None else (shared,)

    def _compose(self, sheet: Any) -> None:
        """Letters and marks that stand apart are put together, in what cells say; formulas stay."""
        for tree in (sheet, *map(self.tree, self._texts())):
            for text in tree.iter(f"{_S}t"):
                if text.text:
                    text.text = unicodedata.normalize("NFC", text.text)


def _child(parent: Any, name: str, order: Sequence[str]) -> Any:
    """The child of that name, made in its place where there is none."""
    found = parent.find(f"{_S}{name}")
    if found is not None:
        return found
    made = etree.Element(f"{_S}{name}")
    later = set(order[order.index(name) + 1 :])
    after = next((one for one in parent if isinstance(one.tag, str) and etree.QName(one).localname in later), None)
    parent.append(made) if after is None else after.addprevious(made)
    return made


def _one_wide(sheet: Any) -> None:
    properties = _child(sheet, "sheetPr", _SHEET_ORDER)
    _child(properties, "pageSetUpPr", _PROPERTIES_ORDER).set("fitToPage", "1")
    setup = _child(sheet, "pageSetup", _SHEET_ORDER)
    setup.attrib.pop("scale", None)
    setup.set("fitToWidth", "1")
    setup.set("fitToHeight", "0")


def _set_margins(sheet: Any, margins: Iterable[tuple[str, float]]) -> None:
    found = _child(sheet, "pageMargins", _SHEET_ORDER)
    for side, usual in _MARGINS.items():
        if found.get(side) is None:
            found.set(side, f"{usual:g}")
    for side, wanted in margins:
        found.set(side, f"{wanted / _MM:.6g}")


def _named(look: Any, tag: str, font: str) -> None:
    """The name of one font; its size, weight and colour stay."""
    name = look.find(f"{_S}{tag}")
    held = "" if name is None else name.get("val", "").casefold()
    if name is None or held == font.casefold() or held.startswith((*_SYMBOLS, *_LEGACY)):
        return
    name.set("val", font)
    for gone in ("scheme", "charset", "family"):  # they are of the old font: a theme's name would win over the new one
        for one in look.findall(f"{_S}{gone}"):
            look.remove(one)


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
