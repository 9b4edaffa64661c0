"""Turn a kind's folder into a Kind and its templates; the office's own folders win over the shipped ones."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from drafter.documents.kind import Kind, read_kind
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.render.shipped import shipped_folder

UNKNOWN_KIND = ProblemKind(
    code="C204",
    severity=Severity.ERROR,
    title="Không có loại văn bản này",
    what="không có loại văn bản «{found}»{hint}",
    fix="chọn một trong các loại: {known}",
)
UNREADABLE_KIND = ProblemKind(
    code="C205",
    severity=Severity.ERROR,
    title="Không đọc được kind.toml",
    what="tệp viết sai cú pháp: {found}",
    fix="mở kind.toml bằng Notepad, sửa dòng được nêu rồi lưu lại với mã UTF-8",
)
NO_TEMPLATE = ProblemKind(
    code="C206",
    severity=Severity.ERROR,
    title="Loại văn bản thiếu tệp mẫu",
    what="thư mục của loại văn bản không có tệp mẫu «{found}»",
    fix="chép «{found}» vào thư mục này, hoặc sửa tên tệp trong kind.toml",
)
KINDS = (UNKNOWN_KIND, UNREADABLE_KIND, NO_TEMPLATE)


@dataclass(frozen=True)
class KindFolder:
    """A kind and the files of its folder: a Word paper, an Excel annex, a Word list; None where it has none."""

    kind: Kind
    report: Path | None
    annex: Path | None
    listing: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files there are."""
        return tuple(path for path in (self.report, self.annex, self.listing) if path is not None)


def template_folders(workspace: Path) -> tuple[Path, ...]:
    """Where kinds are looked for, the office's own first."""
    return (workspace / "templates", shipped_folder("templates"))


def kind_codes(folders: Iterable[Path]) -> tuple[str, ...]:
    """The codes of all kinds in these folders, sorted."""
    return tuple(sorted({path.parent.name for folder in folders for path in folder.glob("*/kind.toml")}))


def kind_home(code: str, folders: Iterable[Path]) -> Path | None:
    """The folder of the kind of that code, in the first of these folders that has it; a code is a name, no path."""
    homes = (folder / code for folder in folders if code in kind_codes((folder,)))
    return next(homes, None)


def load_kind(code: str, folders: tuple[Path, ...]) -> tuple[KindFolder | None, tuple[Problem, ...]]:
    """The kind of that code from the first folder that has it; None with problems when it cannot be used."""
    known = kind_codes(folders)
    home = kind_home(code, folders)
    if home is None:
        near = get_close_matches(code, known, n=1)
        hint = f"; ý đồng chí là «{near[0]}»?" if near else ""
        return None, (UNKNOWN_KIND.at(Place(), found=code, hint=hint, known=", ".join(known)),)
    try:
        data = tomllib.loads((home / "kind.toml").read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, (UNREADABLE_KIND.at(Place(file=f"{code}/kind.toml"), found=error),)
    kind, problems = read_kind(code, data, f"{code}/kind.toml")
    if kind is None:
        return None, problems
    missing = [name for name in kind.files if not (home / name).is_file()]
    if missing:
        return None, tuple(NO_TEMPLATE.at(Place(file=code), found=name) for name in missing)
    report, annex, listing = (home / name if name else None for name in (kind.report, kind.annex, kind.listing))
    return KindFolder(kind, report, annex, listing), ()
