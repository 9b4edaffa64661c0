"""Turn the folders of kinds into what an office sees of them: which there are, what one needs, a copy of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.workspace import TEMPLATES, Workspace
from drafter.documents.kind import GROUPS, Kind
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.model.period import Period
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.render.compiled import excel_template, word_template
from drafter.render.kinds import KindFolder, kind_codes, kind_home, load_kind, template_folders
from drafter.render.shipped import shipped_folder
from drafter.standards.catalogue import load_catalogue
from drafter.standards.registers import shipped_registers
from drafter.wording.fold import fold

KIND_EXISTS = ProblemKind(
    code="C225",
    severity=Severity.ERROR,
    title="Đã có loại văn bản mang mã này",
    what="đã có loại văn bản «{found}» trong {where}; drafter không ghi đè",
    fix="chọn một mã khác, hoặc sửa thẳng trong thư mục templates/{found} nếu đó là bản riêng của văn phòng",
)
BAD_CODE = ProblemKind(
    code="C226",
    severity=Severity.ERROR,
    title="Mã loại văn bản viết chưa đúng",
    what="mã «{found}» không dùng được làm tên thư mục",
    fix="chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ bao-cao-chuyen-de",
)
KINDS = (KIND_EXISTS, BAD_CODE)

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TITLE = re.compile(r'(?m)^title\s*=\s*"[^"\n]*"')
_RESERVED = ("con", "prn", "aux", "nul")  # names that Windows keeps for itself


@dataclass(frozen=True)
class KindLine:
    """A kind in the list. `own` is True for one of the office's own folder; `problems` say why it cannot be used.

    `sample` is whether a shipped office shows it. `kind` is None where its kind.toml cannot be read.
    """

    code: str
    kind: Kind | None
    own: bool
    sample: bool
    problems: tuple[Problem, ...]

    @property
    def group(self) -> str:
        """The group that it is listed under."""
        return GROUPS[self.kind.group] if self.kind else GROUPS["khac"]


@dataclass(frozen=True)
class KindSheet:
    """What one kind is and needs. `required` and `registers` are pairs of a code and its name.

    `slots` are the values that each of its files asks for, by file name; of what is looped over only the list itself.
    """

    line: KindLine
    folder: Path
    required: tuple[tuple[str, str], ...]
    registers: tuple[tuple[str, str], ...]
    slots: tuple[tuple[str, tuple[str, ...]], ...]


def list_kinds(folder: Path) -> tuple[KindLine, ...]:
    """Every kind of the office in `folder` (which need be no workspace) and those that come with drafter, by group."""
    folders = template_folders(folder)
    lines = [_line(code, folder) for code in kind_codes(folders)]
    order = {title: number for number, title in enumerate(GROUPS.values())}
    return tuple(sorted(lines, key=lambda line: (order[line.group], line.code)))


def _line(code: str, folder: Path) -> KindLine:
    folders = template_folders(folder)
    home, problems = load_kind(code, folders)
    own = kind_home(code, folders[:1]) is not None
    kind = home.kind if home else None
    office = kind.sample[0] if kind and kind.sample else ""
    return KindLine(code, kind, own, bool(office) and (shipped_folder("samples") / office).is_dir(), problems)


def show_kind(folder: Path, code: str, ws: Workspace | None = None) -> KindSheet:
    """One kind whole, with the office's own names where `folder` is its workspace `ws`.

    Raises DeskError where there is no kind of that code, or it cannot be used.
    """
    home, problems = load_kind(code, template_folders(folder))
    if home is None:
        raise DeskError(*problems)
    catalogue = ws.catalogue if ws else load_catalogue()
    forms = (ws.registers if ws else shipped_registers()).forms
    names = {one.code: one.name for one in catalogue.indicators}
    return KindSheet(
        line=_line(code, folder),
        folder=home.files[0].parent,
        required=tuple((one, names.get(one, "")) for one in home.kind.required),
        registers=tuple((one, forms[one].title if one in forms else "") for one in home.kind.registers),
        slots=tuple(_slots(home)),
    )


def _slots(home: KindFolder) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that each file's template asks for; a file that cannot be read asks for nothing here."""
    for path in home.files:
        try:
            yield path.name, tuple(dict.fromkeys(name.split("[")[0] for name in _asked(path, path.stat().st_mtime_ns)))
        except (TemplateError, TemplateErrors):
            continue


@lru_cache(maxsize=64)  # a page lists them at every look
def _asked(path: Path, _changed: int) -> tuple[str, ...]:
    """What a template asks for: «rows[].ten» is a value of each entry of the list «rows»."""
    if path.suffix.lower() == ".docx":
        return tuple(slot.path for slot in word_template(path, path.name).slots())
    return tuple(wanted.name for wanted in excel_template(path).slots())


def likely_kind(lines: Iterable[KindLine], title: str, period: Period | None) -> str:
    """The code of the kind that a paper of such a title and period is most likely of; empty where nothing speaks for
    any. Words that both titles have speak for a kind, half as much against it those that only the kind's has.
    """
    said = {*fold(title).split()}
    best, most = "", 0.0
    for line in lines:
        if line.kind is None or (period is not None and period.type not in line.kind.periods):
            continue
        words = {*fold(line.kind.title).split()}
        score = len(words & said) - len(words - said) / 2 if words & said else 0.0
        if score > most or (not best and period is not None):  # of a period alone: the first that is drafted for it
            best, most = line.code, max(score, 0.0)
    return best


def is_code(code: str) -> bool:
    """Whether a kind's folder may be called so."""
    return _CODE.fullmatch(code) is not None and code not in _RESERVED


def new_kind(folder: Path, code: str, source: str, title: str = "") -> Path:
    """Copy a kind into the office's own folder under a new code, ready to be edited in Word. Raises DeskError."""
    if not is_code(code):
        raise stop(BAD_CODE, found=code)
    folders = template_folders(folder)
    home, problems = load_kind(source, folders)
    if home is None:
        raise DeskError(*problems)
    target = folder / TEMPLATES / code
    if code in kind_codes(folders) or target.exists():
        where = f"thư mục {TEMPLATES} của văn phòng" if target.exists() else "những loại có sẵn"
        raise stop(KIND_EXISTS, found=code, where=where)
    try:
        target.mkdir(parents=True)
        for file in sorted(home.files[0].parent.iterdir()):
            if file.is_file():
                shutil.copyfile(file, target / file.name)  # the content only: the program's folder may be read-only
        if title:
            _retitle(target / "kind.toml", title)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error
    return target


def _retitle(path: Path, title: str) -> None:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = path.read_text("utf-8-sig")
    path.write_text(_TITLE.sub(lambda _: f"title = {quoted}", text, count=1), "utf-8")
