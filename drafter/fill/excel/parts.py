"""Turn an Excel package into its parts and how they belong together: sheets, names, drawings, charts, tables."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel.xml import Element, decoded, escaped, root, with_attributes
from drafter.fill.package import Package

NOT_A_WORKBOOK = Kind(
    "T158",
    "tệp không phải là sổ tính Excel (.xlsx)",
    "the file is not an Excel workbook (.xlsx)",
    "mở bằng Excel rồi lưu lại dạng Excel Workbook (.xlsx)",
    "open it in Excel and save it as Excel Workbook (.xlsx)",
)
STRICT = Kind(
    "T159",
    "tệp lưu ở dạng «Strict Open XML», chưa dùng làm mẫu được",
    "the file is saved as «Strict Open XML» and cannot be a template",
    "trong Excel chọn Lưu thành, kiểu Excel Workbook (*.xlsx)",
    "in Excel choose Save As, type Excel Workbook (*.xlsx)",
)
BROKEN_PART = Kind(
    "T160",
    "phần «{found}» của tệp bị hỏng",
    "the part «{found}» of the file is damaged",
    "mở tệp bằng Excel rồi lưu lại",
    "open the file in Excel and save it again",
)


OUTSIDE_DATA = Kind(
    "T163",
    "tệp lấy dữ liệu từ chương trình hoặc nguồn bên ngoài («{found}») nên không dùng làm mẫu được",
    "the file takes data from programs or sources outside («{found}») and cannot be a template",
    "xoá kết nối trong Excel (thẻ Dữ liệu, mục Truy vấn & Kết nối), rồi lưu lại",
    "delete the connection in Excel (Data, Queries & Connections) and save the file again",
)

_DANGEROUS = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink|dbPr|webPr|olapPr)\b")
_OUTSIDE_PARTS = re.compile(r"^xl/(externalLinks/[^/]*\.xml|connections\.xml|queryTables/)", re.IGNORECASE)


def refuse_outside_data(package: Package) -> None:
    """Raise when the workbook talks to other programs or fetches data when it is opened."""
    for name in package.names:
        if _OUTSIDE_PARTS.match(name) and _DANGEROUS.search(package.read(name)):
            raise TemplateError(OUTSIDE_DATA, found=name)


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: its id, the last word of its type, and the part (or outside address) it leads to."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A part beside the cells: its kind (the last word of its relationship's type), the sheet it belongs to, its cell.

    The sheet is "" for what belongs to no worksheet, the cell (0, 0) for what stands at none.
    """

    kind: str
    path: str
    sheet: str
    cell: tuple[int, int] = (0, 0)


class Parts:
    """Reads parts of a package as text, and follows their relationships."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = [link.target for link in self.links("") if link.kind == "officeDocument"]
        if not main or main[0] not in package:
            raise TemplateError(NOT_A_WORKBOOK)
        self.workbook = main[0]
        self.workbook_xml = self.text(self.workbook)
        book = root(self.workbook_xml)
        if book.name != "workbook":
            raise TemplateError(NOT_A_WORKBOOK)
        if "purl.oclc.org/ooxml/spreadsheetml" in self.workbook_xml:
            raise TemplateError(STRICT)
        by_id = {link.id: link for link in self.links(self.workbook)}
        listed = [item for group in book.find("sheets") for item in group.children() if item.name == "sheet"]
        self.sheets: list[SheetPart] = []
        for item in listed:
            link = by_id.get(_id(item))
            if link is not None and link.kind == "worksheet" and link.target in package:
                self.sheets.append(SheetPart(item.attrs().get("name", ""), link.target))
        self.all_sheet_names = [item.attrs().get("name", "") for item in listed]

    def text(self, path: str) -> str:
        if path.endswith(".vml"):  # Excel itself leaves line breaks open in it
            return re.sub(r"<br\s*>", "<br/>", self.package.read(path).decode("utf-8-sig", errors="replace"))
        try:
            return decoded(self.package.read(path))
        except (ValueError, KeyError, LookupError):
            raise TemplateError(BROKEN_PART, found=path) from None

    def links(self, path: str) -> list[Link]:
        """The relationships of a part ("" for the package itself)."""
        folder, name = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.package:
            return []
        found = []
        for item in root(self.text(rels)).children():
            attrs = item.attrs()
            external = attrs.get("TargetMode") == "External"
            target = attrs.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Link(attrs.get("Id", ""), attrs.get("Type", "").rsplit("/", 1)[-1], target, external))
        return found

    def linked(self, path: str, kind: str) -> list[str]:
        """The parts a part leads to by a kind of relationship."""
        return [
            link.target
            for link in self.links(path)
            if link.kind == kind and not link.external and link.target in self.package
        ]

    def one(self, kind: str) -> str | None:
        """The workbook's only part of a kind (styles, sharedStrings)."""
        return next(iter(self.linked(self.workbook, kind)), None)


def _id(sheet: Element) -> str:
    return next((value for name, value in sheet.attrs().items() if name == "id" or name.endswith(":id")), "")


def without_calc_chain(parts: Parts) -> tuple[dict[str, bytes], list[str]]:
    """The parts that change, and the part that goes, when the old order of calculation is dropped."""
    chains = parts.linked(parts.workbook, "calcChain")
    if not chains:
        return {}, []
    folder, name = posixpath.split(parts.workbook)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    changed = {
        rels: _without(parts.text(rels), "Type", ("/calcChain",)),
        "[Content_Types].xml": _without(parts.text("[Content_Types].xml"), "PartName", tuple(f"/{c}" for c in chains)),
    }
    return {path: text.encode() for path, text in changed.items()}, chains


def _without(xml: str, attribute: str, endings: Iterable[str]) -> str:
    """The XML without the children of its root whose attribute ends so."""
    for child in reversed(list(root(xml).children())):
        if child.attrs().get(attribute, "").endswith(tuple(endings)):
            xml = xml[: child.start] + xml[child.end :]
    return xml


def cleaned_shared_texts(xml: str, tagged: Mapping[int, object] | set[int]) -> str:
    """The shared strings without the texts of tags, which nobody points at any more."""
    items = [item for item in root(xml).children() if item.name == "si"]
    for index in sorted(tagged, reverse=True):
        item = items[index]
        blank = f"<{item.prefix}si><{item.prefix}t/></{item.prefix}si>"
        xml = xml[: item.start] + blank + xml[item.end :]
    return xml


def date1904(workbook_xml: str) -> bool:
    found = next(root(workbook_xml).find("workbookPr"), None)
    return found is not None and found.attrs().get("date1904") in ("1", "true")


def calculated_on_opening(xml: str) -> str:
    """The workbook with the order to compute every formula when it is opened."""
    book = root(xml)
    old = book.child("calcPr")
    if old is not None:
        return xml[: old.start] + with_attributes(old.head, {"fullCalcOnLoad": "1"}) + xml[old.inner :]
    before = {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"}
    before |= {"functionGroups", "externalReferences", "definedNames"}
    last = [child for child in book.children() if child.name in before][-1]
    return f'{xml[: last.end]}<{book.prefix}calcPr calcId="0" fullCalcOnLoad="1"/>{xml[last.end :]}'


_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def allowed_name(text: str, taken: set[str]) -> str:
    """A sheet's name as Excel takes it: 31 characters, none of []:*?/\\, not used twice (`taken` is added to)."""
    plain = _NOT_IN_NAMES.sub(" ", text).strip(" '")[:31].strip(" '") or "Sheet"
    name, number = plain, 2
    while name.casefold() in taken:
        end = f" ({number})"
        name, number = plain[: 31 - len(end)] + end, number + 1
    taken.add(name.casefold())
    return name


def renamed_sheets(workbook_xml: str, names: Mapping[str, str]) -> str:
    for group in root(workbook_xml).find("sheets"):
        for item in reversed(group.children()):
            new = names.get(item.attrs().get("name", ""))
            if new is not None:
                workbook_xml = (
                    workbook_xml[: item.start] + with_attributes(item.head, {"name": new}) + workbook_xml[item.inner :]
                )
    return workbook_xml


def renamed_titles(properties_xml: str, names: Mapping[str, str]) -> str:
    """The file's properties with the new names in its list of sheets."""
    for item in reversed(list(root(properties_xml).find("lpstr"))):
        if item.text in names:
            properties_xml = properties_xml[: item.inner] + escaped(names[item.text]) + properties_xml[item.close :]
    return properties_xml


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name; `sheet` is the sheet it belongs to, None when the whole workbook knows it."""

    name: str
    text: str
    sheet: str | None


def defined_names(parts: Parts) -> list[DefinedName]:
    found = []
    for item in root(parts.workbook_xml).find("definedName"):
        local = item.attrs().get("localSheetId")
        names = parts.all_sheet_names
        sheet = names[int(local)] if local is not None and int(local) < len(names) else None
        found.append(DefinedName(item.attrs().get("name", ""), item.text, sheet))
    return found
