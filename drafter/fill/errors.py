"""Turn what is wrong with a template into one message that says where it is and how to put it right.

A kind of problem is a `Kind`, declared once beside the code which finds it; the kinds that several modules share
stand here. Nothing in this package raises anything else for a bad template or bad data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: a code that is never reused, what is wrong and how to put it right, in two languages.

    The texts are `str.format` patterns; their words come from the place which raises (`name`, `found`, `near`, ...).
    """

    code: str
    vi: str
    en: str
    fix_vi: str = ""
    fix_en: str = ""


_STEPS = {
    "header": ("đầu trang", "header"),
    "footer": ("chân trang", "footer"),
    "footnotes": ("chú thích cuối trang", "footnotes"),
    "endnotes": ("chú thích cuối văn bản", "endnotes"),
    "comments": ("nhận xét", "comments"),
    "properties": ("thuộc tính tệp", "file properties"),
    "textbox": ("hộp chữ", "text box"),
    "note": ("ghi chú", "note"),
    "shape": ("hình vẽ", "shape"),
    "chart": ("biểu đồ", "chart"),
    "table": ("bảng", "table"),
    "row": ("hàng", "row"),
    "cell": ("ô", "cell"),
    "paragraph": ("đoạn", "paragraph"),
    "item": ("dòng dữ liệu", "data row"),
    "copy": ("bản", "copy"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a part something stands: `part` is "document", "header1", a sheet's name...

    `steps` goes from the outside in: (("table", 2), ("row", 3), ("cell", 4)); 0 means "there is only one".
    `cell` is an Excel address such as «DanhSach»!F43 and stands for itself.
    """

    part: str = ""
    steps: tuple[tuple[str, int], ...] = ()
    cell: str = ""

    def words(self, lang: Lang = "vi") -> str:
        which = 0 if lang == "vi" else 1
        steps = (f"{_STEPS[name][which]} {number}" if number else _STEPS[name][which] for name, number in self.steps)
        return ", ".join(filter(None, (*steps, self.cell)))


@dataclass(frozen=True, slots=True)
class Told:
    """A word of a message in both languages."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi


class TemplateError(Exception):
    """A template, or the data given to it, cannot be used; `str()` is the whole message.

    Fields: `code`, `file`, `part`, `place` (words), `near` (the words around), `found`, `fix`, `lang`.
    Any of them may be "" when it is not known.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        file: str = "",
        where: Place | None = None,
        near: str = "",
        lang: Lang = "vi",
        **words: object,
    ) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.file = file
        self.where = where or Place()
        self.near = near
        self.lang: Lang = lang
        self.words = words

    def at(
        self, *, file: str = "", where: Place | None = None, near: str = "", lang: Lang | None = None
    ) -> "TemplateError":
        """The same error with what is still unknown filled in; what is known already stays."""
        self.file = self.file or file
        self.where = self.where if self.where != Place() else where or Place()
        self.near = self.near or near
        self.lang = lang or self.lang
        return self

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def part(self) -> str:
        return self.where.part

    @property
    def place(self) -> str:
        return self.where.words(self.lang)

    @property
    def found(self) -> str:
        return str(self._spoken().get("found", self.words.get("name", "")))

    @property
    def what(self) -> str:
        return (self.kind.vi if self.lang == "vi" else self.kind.en).format(**self._spoken())

    @property
    def fix(self) -> str:
        return (self.kind.fix_vi if self.lang == "vi" else self.kind.fix_en).format(**self._spoken())

    def _spoken(self) -> dict[str, object]:
        """The words of the message in its language; `close` (a name that was perhaps meant) becomes a `hint`."""
        words = {
            name: getattr(word, self.lang) if isinstance(word, Told) else word for name, word in self.words.items()
        }
        close = words.get("close")
        asked = f"; ý đồng chí là «{close}»?" if self.lang == "vi" else f"; did you mean «{close}»?"
        return {"hint": asked if close else "", **words}

    def __str__(self) -> str:
        vietnamese = self.lang == "vi"
        file = f"{'mẫu' if vietnamese else 'template'} {self.file}" if self.file else ""
        head = ", ".join(filter(None, (file, self.place)))
        lines = [f"{head}: {self.what}" if head else self.what]
        if self.near:
            lines.append(f"  {'gần' if vietnamese else 'near'}: «{self.near}»")
        if self.fix:
            lines.append(f"  {'cách sửa' if vietnamese else 'how to fix'}: {self.fix}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.kind, self.file, self.where, self.near, self.lang, self.words)


def _again(kind: Kind, file: str, where: Place, near: str, lang: Lang, words: dict[str, object]) -> TemplateError:
    return TemplateError(kind, file=file, where=where, near=near, lang=lang, **words)


@dataclass
class TemplateErrors(Exception):  # noqa: N818 - several of them, and so named
    """Several errors found in one template, in the order of the document."""

    errors: Sequence[TemplateError] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def raise_all(errors: Iterable[TemplateError]) -> None:
    """Raise nothing, the one error, or all of them together."""
    found = tuple(errors)
    if len(found) == 1:
        raise found[0]
    if found:
        raise TemplateErrors(found)
