"""Turn a template, and data if there is any, into a list of what is wrong with it, or into filled files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.desk.problems import NO_FILES, NOT_READABLE, NOT_WRITABLE, reason_of, stop
from drafter.desk.template_data import Data, Values
from drafter.fill.errors import Lang, TemplateError, TemplateErrors
from drafter.fill.excel.mark import mark_excel
from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.names import find_key
from drafter.fill.package import save
from drafter.fill.word.check import Check, check_word
from drafter.fill.word.many import in_copy
from drafter.fill.word.mark import mark_word
from drafter.fill.word.template import WordTemplate
from drafter.model.problem import Place, ProblemKind, Severity

NOT_A_TEMPLATE = ProblemKind(
    code="W307",
    severity=Severity.ERROR,
    title="Mẫu không phải tệp Word hay Excel",
    what="mẫu có đuôi «{found}», cần .docx hoặc .xlsx",
    fix="mở mẫu bằng Word hoặc Excel rồi lưu lại dạng .docx hoặc .xlsx",
)
ALREADY_THERE = ProblemKind(
    code="W308",
    severity=Severity.ERROR,
    title="Tệp kết quả đã có",
    what="đã có tệp «{found}»{more}; drafter không ghi đè",
    fix="chọn tên hoặc thư mục khác, hoặc thêm --force nếu muốn thay tệp cũ",
)
OVER_SOURCE = ProblemKind(
    code="W309",
    severity=Severity.ERROR,
    title="Kết quả sẽ ghi đè lên mẫu hoặc dữ liệu",
    what="kết quả «{found}» chính là tệp mẫu hoặc tệp dữ liệu",
    fix="chọn tên khác cho kết quả",
)
WRONG_OUT = ProblemKind(
    code="W310",
    severity=Severity.ERROR,
    title="Nơi ghi kết quả chưa đúng",
    what="{found}",
    fix="sau -o ghi tên tệp có đuôi như mẫu; với --each ghi tên thư mục (mẫu Word: hoặc một tệp .docx)",
)
MANY_RECORDS = ProblemKind(
    code="W311",
    severity=Severity.ERROR,
    title="Dữ liệu là một danh sách, mẫu điền cho từng dòng",
    what="mẫu dùng «{found}» của từng dòng, mà dữ liệu có {count} dòng",
    fix="thêm --each để mỗi dòng điền một bản; hoặc trong mẫu lặp qua danh sách: {{% for r in rows %}}",
)
NO_RECORDS = ProblemKind(
    code="W312",
    severity=Severity.ERROR,
    title="Dữ liệu không có danh sách để điền từng bản",
    what="--each cần một danh sách các dòng, dữ liệu không có (hoặc có nhiều hơn một)",
    fix="bỏ --each; hoặc viết dữ liệu là một danh sách, mỗi dòng một nhóm giá trị",
)
NO_NAME_VALUE = ProblemKind(
    code="W313",
    severity=Severity.ERROR,
    title="Không đặt được tên tệp theo --name",
    what="--name dùng «{found}», dòng dữ liệu {number} không có giá trị ấy",
    fix="sửa tên trong --name cho đúng một cột của dữ liệu, hoặc điền giá trị còn trống",
)
KINDS = (
    NOT_A_TEMPLATE, ALREADY_THERE, OVER_SOURCE, WRONG_OUT, MANY_RECORDS, NO_RECORDS, NO_NAME_VALUE,
)  # fmt: skip

_MOST_ERRORS = 200
_WORD, _EXCEL = (".doc", ".dot"), (".xls", ".xlt")
_SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NOT_IN_NAMES = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 180  # bytes of UTF-8, of the 255 that file systems take; a number and an ending are put to it

Template = WordTemplate | ExcelTemplate


@dataclass(frozen=True)
class SlotUse:
    """A value that a template uses: its path, kind, whether the template does without it, and where it stands."""

    path: str
    kind: str
    optional: bool
    places: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What a check found: errors, notes of what would be dropped, slots. `suffix` is .docx or .xlsx."""

    suffix: str
    errors: tuple[TemplateError, ...]
    notes: tuple[TemplateError, ...]
    slots: tuple[SlotUse, ...]


@dataclass(frozen=True)
class Filled:
    """The files that were written, and what kept the others from it. `notes` are what was dropped of the template."""

    files: tuple[Path, ...]
    errors: tuple[TemplateError, ...] = ()
    notes: tuple[TemplateError, ...] = ()


def suffix_of(template: Path) -> str:
    """«.docx» or «.xlsx» by the ending; raises DeskError for a file that is neither, or is not there."""
    ending = template.suffix.lower()
    if not ending.startswith((*_WORD, *_EXCEL)):
        raise stop(NOT_A_TEMPLATE, Place(template.name), found=template.suffix)
    if not template.is_file():
        raise stop(NO_FILES, found=template)
    return ".docx" if ending.startswith(_WORD) else ".xlsx"


def check(template: Path, data: Data | None = None, *, lang: Lang = "vi") -> Checked:
    """Everything that is wrong with a template, and with data for it; raises DeskError when it cannot be opened."""
    suffix = suffix_of(template)
    source = _read(template)
    made, found = _compiled(source, suffix, template.name, lang)
    if made is None or data is None:
        return found
    names = _names_asked(found.slots)
    if not _by_record(names, data):
        return replace(found, errors=_errors(made, data.values))
    errors: dict[tuple[object, ...], TemplateError] = {}
    for number, record in enumerate(data.records, start=1):
        for error in _errors_of_record(made, record):
            errors.setdefault((error.where, error.code, error.found), in_copy(error, number))
        if len(errors) >= _MOST_ERRORS:
            break
    return replace(found, errors=tuple(errors.values()))


def mark(template: Path, errors: Sequence[TemplateError], out: Path, *, force: bool = False) -> None:
    """Write a copy of the template in which each error is a comment; raises DeskError or TemplateError."""
    suffix = suffix_of(template)
    _may_write([out], (template,), force=force)
    _fitting(out, suffix)
    data = (mark_word if suffix == ".docx" else mark_excel)(_read(template), errors)
    _written(out, lambda: save(out, data))


def fill(
    template: Path,
    data: Data,
    out: Path,
    *,
    sources: Sequence[Path] = (),
    each: bool = False,
    name: str | None = None,
    force: bool = False,
    lang: Lang = "vi",
    progress: Callable[[int, int], object] | None = None,
) -> Filled:
    """Fill a template once, or with `each` once for each record: into a folder, or a section each of one .docx.

    `name` is the pattern of file names in the folder («{{ ho_ten }}»), `sources` are files never to be written over,
    `progress` is told how many of how many are done. Raises DeskError before anything is written.
    """
    suffix = suffix_of(template)
    together = each and out.suffix.lower() == suffix
    if each and not data.records:
        raise stop(NO_RECORDS)
    if not each or together:
        _fitting(out, suffix)
    if together and suffix == ".xlsx":
        told = "với --each, mẫu Excel cho mỗi dòng một tệp riêng nên cần một thư mục"
        raise stop(WRONG_OUT, found=told)
    separate = each and not together
    if separate and out.is_file():
        raise stop(WRONG_OUT, found=f"«{out}» là một tệp")
    paths = _paths(out, data.records, name, suffix) if separate else [out]
    _may_write(paths, (template, *sources), force=force)
    made, found = _compiled(_read(template), suffix, template.name, lang)
    if made is None:
        return Filled((), found.errors, found.notes)
    if not each and len(data.records) > 1 and (asked := _by_record(_names_asked(found.slots), data)):
        raise stop(MANY_RECORDS, found=asked, count=len(data.records))
    if separate:
        files, errors = _each(made, data.records, paths, progress)
        return Filled(files, errors, found.notes)
    try:
        if together:
            _together(made, data.records, out, progress)
        else:
            _written(out, lambda: made.render_to(out, data.values))
    except (TemplateError, TemplateErrors) as error:
        return Filled((), _all(error), found.notes)
    return Filled((out,), (), found.notes)


# -- checking -------------------------------------------------------------------------------------------------------


def _compiled(source: bytes, suffix: str, name: str, lang: Lang) -> tuple[Template | None, Checked]:
    """The template, None when it is wrong in itself, and what is known of it without data."""
    made: Template
    if suffix == ".docx":
        looked: Check = check_word(source, lang=lang, name=name)
        slots = tuple(
            SlotUse(one.path, one.kind, one.optional, tuple(place.words(lang) for place in one.places))
            for one in looked.slots
        )
        found = Checked(suffix, looked.errors, looked.notes, slots)
        if looked.errors:
            return None, found
        made = WordTemplate(source, lang=lang, name=name)
        return made, found
    try:
        made = ExcelTemplate(source, lang=lang, name=name)
    except (TemplateError, TemplateErrors) as error:
        return None, Checked(suffix, _all(error), (), ())
    slots = tuple(SlotUse(one.name, one.kind, one.optional, tuple(one.places)) for one in made.slots())
    return made, Checked(suffix, (), tuple(made.notes), slots)


def _errors(template: Template, values: Values) -> tuple[TemplateError, ...]:
    if isinstance(template, WordTemplate):
        return template.check(values).errors
    return tuple(template.check(values)[len(template.notes) :])


def _errors_of_record(template: Template, record: Values) -> tuple[TemplateError, ...]:
    """Filling is much quicker than checking: only a record that cannot be filled is looked at closely."""
    try:
        template.render(record)
    except (TemplateError, TemplateErrors) as error:
        return _errors(template, record) or _all(error)
    return ()


def _all(error: TemplateError | TemplateErrors) -> tuple[TemplateError, ...]:
    return tuple(error.errors) if isinstance(error, TemplateErrors) else (error,)


def _names_asked(slots: Iterable[SlotUse]) -> list[str]:
    """The names at the top of the data that a template cannot do without."""
    return list(dict.fromkeys(re.split(r"[.\[]", one.path)[0] for one in slots if not one.optional))


def _by_record(names: Sequence[str], data: Data) -> str:
    """A name that only the records know, when there is one: the template is meant for each of them; else ""."""
    known = {name: value for record in data.records[:1] for name, value in record.items()}
    return next((name for name in names if find_key(name, data.values) is None and find_key(name, known)), "")


# -- filling --------------------------------------------------------------------------------------------------------


def _each(
    template: Template,
    records: Sequence[Values],
    paths: Sequence[Path],
    progress: Callable[[int, int], object] | None,
) -> tuple[tuple[Path, ...], tuple[TemplateError, ...]]:
    """A file for each record; a record that cannot be filled costs its own file only."""
    files: list[Path] = []
    errors: list[TemplateError] = []
    for number, (record, path) in enumerate(zip(records, paths, strict=True), start=1):
        try:
            _written(path, lambda path=path, record=record: template.render_to(path, record))  # type: ignore[misc]
            files.append(path)
        except (TemplateError, TemplateErrors) as error:
            errors += (in_copy(one, number) for one in _all(error))
        if progress is not None:
            progress(number, len(records))
    return tuple(files), tuple(errors)


def _together(
    template: Template, records: Sequence[Values], out: Path, progress: Callable[[int, int], object] | None
) -> None:
    assert isinstance(template, WordTemplate)
    told = None if progress is None else (lambda number: progress(number, len(records)))
    _written(out, lambda: template.render_many(records, out, progress=told))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise stop(NOT_READABLE, found=path, reason=reason_of(error)) from error


def _written(path: Path, write: Callable[[], object]) -> None:
    """Write a file, its folder made if need be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write()
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


def _fitting(out: Path, suffix: str) -> None:
    if out.is_dir():
        raise stop(WRONG_OUT, found=f"«{out}» là một thư mục")
    if out.suffix.lower() != suffix:
        raise stop(WRONG_OUT, found=f"kết quả của mẫu {suffix} không thể là «{out.name}»")


def _may_write(paths: Sequence[Path], sources: Sequence[Path], *, force: bool) -> None:
    """Raise DeskError when a path is one of the sources, or is there already."""
    kept = {source.resolve() for source in sources}
    if over := [path for path in paths if path.resolve() in kept]:
        raise stop(OVER_SOURCE, found=over[0])
    there = [path for path in paths if path.exists()]
    if there and not force:
        more = f" và {len(there) - 1} tệp khác" if len(there) > 1 else ""
        raise stop(ALREADY_THERE, found=there[0], more=more)


# -- names of files -------------------------------------------------------------------------------------------------


def _paths(folder: Path, records: Sequence[Values], pattern: str | None, suffix: str) -> list[Path]:
    """A path for each record, no two alike on any file system."""
    taken: set[str] = set()
    paths = []
    for number, record in enumerate(records, start=1):
        plain = f"{number:04}" if pattern is None else _file_name(pattern, record, number, suffix)
        name, again = plain, 2
        while name.casefold() in taken:
            name, again = f"{plain} ({again})", again + 1
        taken.add(name.casefold())
        paths.append(folder / f"{name}{suffix}")
    return paths


def _file_name(pattern: str, record: Values, number: int, suffix: str) -> str:
    """The pattern with its slots filled, as every file system takes it; the number when nothing is left of it."""
    filled = _SLOT.sub(lambda slot: _name_value(slot[1], record, number), pattern)
    text = " ".join(_NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", filled)).split()).removesuffix(suffix)
    text = text.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .")
    return f"_{text}" if _RESERVED.fullmatch(text) else text or f"{number:04}"


def _name_value(path: str, record: Values, number: int) -> str:
    value: object = record
    for part in path.split("."):
        key = find_key(part.strip(), value) if isinstance(value, Mapping) else None
        value = value[key] if isinstance(value, Mapping) and key is not None else None
    if value is None or isinstance(value, Mapping | list) or not str(value).strip():
        raise stop(NO_NAME_VALUE, found=path, number=number)
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
