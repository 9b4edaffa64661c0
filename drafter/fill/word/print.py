"""Turn a value into WordprocessingML, wherever in a run it is printed.

Plain text never comes here: the compiled template takes it from the memo. What does come here is escaped, broken
into lines and tabs, or closes the run it stands in, puts its own runs in, and opens the run again.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.runtime import Missing, described
from drafter.fill.values import Carried, Marked, Phrase, RichText, SubDocument, carried_of

NOT_PRINTABLE = Kind(
    "T122",
    "không in ra được {found}",
    "{found} cannot be printed",
    "chọn một giá trị trong đó (ví dụ «x.ten»), hoặc lặp bằng «{{% for … %}}»",
    "take one value out of it (such as «x.name»), or loop over it with «{{% for … %}}»",
)
WRONG_SPOT = Kind(
    "T123",
    "{found} không đặt được ở đây",
    "{found} cannot stand here",
    "đặt thẻ trong một đoạn văn thường; tài liệu con đặt bằng «{{{{p … }}}}» ở một đoạn riêng",
    "put the tag into a plain paragraph; a sub-document goes into «{{{{p … }}}}» in a paragraph of its own",
)

_SPECIAL = re.compile("[&<>\x00-\x1f\x7f\ufdd0-\ufdd3\ufffe\uffff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdd3\ufffe\uffff\ud800-\udfff]")
_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
PARAGRAPH = re.compile("<w:p[ />]")
_PAGE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'


class TextMemo(dict[str, str]):
    """Plain text → what stands for it inside `w:t`; each text is escaped once."""

    def __missing__(self, text: str) -> str:
        made = self[text] = text if _SPECIAL.search(text) is None else in_run(text)
        return made


class RunMemo(dict[str, str]):
    """Plain text → a run of a site holding it, for tags that have a run to themselves."""

    __slots__ = ("_close", "_open")

    def __init__(self, site: "Site") -> None:
        self._open = site.open_run
        self._close = site.close_run

    def __missing__(self, text: str) -> str:
        plain = text if _SPECIAL.search(text) is None else in_run(text)
        made = self[text] = f"{self._open}{plain}{self._close}"
        return made


def escaped(text: str) -> str:
    """Text for an XML text node, control characters gone."""
    if _SPECIAL.search(text) is None:
        return text
    return _CONTROL.sub("", text.replace("\x07", "")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_run(text: str) -> str:
    """Text for a `w:t`: a line feed is a line break, a tab a tab, a form feed a new page."""
    made = escaped(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\n" in made:
        made = made.replace("\n", _LINE)
    if "\t" in made:
        made = made.replace("\t", _TAB)
    return made.replace("\f", _PAGE) if "\f" in made else made


def in_attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", " ").replace("\f", "")


def bare_text(value: object, *, compat: bool = False) -> str:
    """The text of a value, as people write it: None is nothing, a Decimal has no exponent."""
    if value is None:
        return "None" if compat else ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    carried = carried_of(value)
    if carried is not None:
        return carried.text
    opaque = type(value).__str__ is object.__str__ and type(value).__repr__ is object.__repr__
    if not compat and (opaque or isinstance(value, (Mapping, list, tuple, set, frozenset, bytes)) or callable(value)):
        raise TemplateError(NOT_PRINTABLE, found=described(value))
    return str(value)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a tag stands: how to close its run and open one just like it, and (between runs) how to leave its
    paragraph and enter one just like it.

    `properties` is the run's `w:rPr`; `before` and `after` are it cut in two where a highlight belongs.
    `carries` is False where the format allows no content control.
    """

    close_run: str = ""
    open_run: str = ""
    leave: str = ""
    enter: str = ""
    properties: str = ""
    before: str = ""
    after: str = ""
    carries: bool = False

    def highlighted(self, colour: str | None) -> str:
        """The run properties, with this highlight if there is one."""
        if not colour:
            return self.properties
        return f'<w:rPr>{self.before}<w:highlight w:val="{in_attribute(colour)}"/>{self.after}</w:rPr>'


Insert = Callable[[object, Site], str]


@dataclass(slots=True)
class Numbers:
    """The numbers given out in one rendered file, none twice: bookmarks, controls, drawings, occurrences of keys."""

    bookmark: int
    drawing: int
    controls: frozenset[int] = frozenset()
    control: int = 0
    occurrences: dict[str, int] = field(default_factory=dict)
    bookmarks: dict[int, int] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    lists: dict[int, int] = field(default_factory=dict)
    new_lists: list[tuple[int, int]] = field(default_factory=list)
    last_list: int = 0
    margin: int = 0
    marked: set[tuple[str, int]] = field(default_factory=set)
    items: dict[str, int] = field(default_factory=dict)
    copied: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def next_bookmark(self) -> int:
        self.bookmark += 1
        return self.bookmark

    def next_drawing(self) -> int:
        self.drawing += 1
        return self.drawing

    def next_margin(self) -> int:
        """For the name of a header or footer that the template does not have."""
        self.margin += 1
        return self.margin

    def begin_bookmark(self, site: int) -> str:
        self.bookmarks[site] = self.next_bookmark()
        return str(self.bookmarks[site])

    def end_bookmark(self, site: int) -> str:
        return str(self.bookmarks.get(site, site))

    def again(self, site: int) -> str:
        """What a bookmark's name ends in: nothing in the first round, then "_2", "_3"..."""
        self.rounds[site] = self.rounds.get(site, 0) + 1
        return f"_{self.rounds[site]}" if self.rounds[site] > 1 else ""

    def next_item(self, part: str) -> int:
        """A number for another note or comment of that part ("footnotes")."""
        self.items[part] = self.items.get(part, 0) + 1
        return self.items[part]

    def note(self, part: str, number: int) -> str:
        """The note a reference is to: the template's the first time, then a copy."""
        if (part, number) not in self.marked:
            self.marked.add((part, number))
            return str(number)
        made = self.next_item(part)
        self.copied.setdefault(part, []).append((made, number))
        return str(made)

    def comment_mark(self, name: str, number: int) -> str:
        """A mark of a comment the first time it is printed: a comment has one place."""
        if (name, number) in self.marked:
            return ""
        self.marked.add((name, number))
        return f'<w:{name} w:id="{number}"/>'

    def restart_list(self, site: int) -> str:
        """Begin the list anew: in the first round it is the template's own, then a copy that starts at 1."""
        if site not in self.lists:
            self.lists[site] = site
            return ""
        self.last_list += 1
        self.lists[site] = self.last_list
        self.new_lists.append((self.last_list, site))
        return ""

    def current_list(self, site: int) -> str:
        return str(self.lists.get(site, site))


@dataclass(slots=True)
class Printer:
    """The tools of one part while it is filled.

    `carried` is what it has carried, each with its bookmark and how many paragraphs had begun by then: those of the
    template's own text, which each printer is told (`passed`), and those that values brought (`brought`).
    """

    part: str
    sites: Sequence[Site]
    numbers: Numbers
    compat: bool = False
    insert: Mapping[type, Insert] = field(default_factory=dict)
    carried: list[tuple[str, Carried, int]] = field(default_factory=list)
    brought: int = 0
    passed: int = 0
    opened: set[int] = field(default_factory=set)
    memo: TextMemo = field(default_factory=TextMemo)

    def tools(self) -> dict[str, Any]:
        numbers = self.numbers
        return {
            "text": self.text, "text:memo": self.memo, "bare": self.bare, "field": self.field,
            "run": self.run, "block": self.block,
            "drawing": lambda _site: str(numbers.next_drawing()),
            "bookmark": numbers.begin_bookmark, "ended": numbers.end_bookmark, "again": numbers.again,
            "restart": numbers.restart_list, "list": numbers.current_list,
            "commented": partial(numbers.comment_mark, "commentRangeStart"),
            "uncommented": partial(numbers.comment_mark, "commentRangeEnd"),
            "footnotes": partial(numbers.note, "footnotes"), "endnotes": partial(numbers.note, "endnotes"),
            "remark": partial(numbers.comment_mark, "commentReference"),
            "columns": "\ufdd2\ufdd3".__getitem__,
            **{f"solo{number}": self.solo for number in range(len(self.sites))},
            **{f"solo{number}:memo": RunMemo(site) for number, site in enumerate(self.sites)},
        }  # fmt: skip

    def text(self, value: object, site: int, passed: int = 0) -> str:
        """A value printed inside a `w:t`."""
        kind = value.__class__
        if kind is int:
            return str(value)
        self.passed = passed
        if kind is Carried and (where := self.sites[site]).carries:
            self.opened.add(site)
            return f"{where.close_run}{self._carried(value, where)}{where.open_run}"  # type: ignore[arg-type]
        if isinstance(value, Missing):
            return str(value)
        if kind is Marked and (where := self.sites[site]).carries and value:
            self.opened.add(site)
            return where.close_run + self._marked(value, where) + where.open_run  # type: ignore[arg-type]
        if isinstance(value, str):
            return self.memo[str(value)]
        where = self.sites[site]
        made = self._between_runs(value, where)
        if made is None:
            return in_run(bare_text(value, compat=self.compat))
        self.opened.add(site)
        return where.close_run + made + where.open_run

    def solo(self, value: object, site: int, passed: int = 0) -> str:
        """A value printed in a run of its own, as the template has it."""
        where = self.sites[site]
        self.passed = passed
        kind = value.__class__
        if kind is Carried and where.carries:
            return self._carried(value, where)  # type: ignore[arg-type]
        if kind is Marked and where.carries and value:
            return self._marked(value, where)  # type: ignore[arg-type]
        if isinstance(value, (Missing, str, int)):
            made = self.memo[str(value)]
        elif (own := self._between_runs(value, where)) is not None:
            return own
        else:
            made = self.memo[bare_text(value, compat=self.compat)]
        return f"{where.open_run}{made}{where.close_run}"

    def bare(self, value: object, _site: int, _passed: int = 0) -> str:
        """A value printed where only text may stand: an attribute, a field code, a drawing's text."""
        if isinstance(value, Missing):
            return str(value)
        return in_attribute(bare_text(value, compat=self.compat))

    def field(self, value: object, site: int, _passed: int = 0) -> str:
        """A value inside a field code: neither ends a text there nor begins a switch."""
        return self.bare(value, site).replace("&quot;", "\u201d").replace("\\", "\\\\")

    def run(self, value: object, site: int, passed: int = 0) -> str:
        """`{{r x}}`: a value that is one or more runs of its own."""
        if isinstance(value, Missing):
            return str(value)
        where = self.sites[site]
        self.passed = passed
        # Rich text brings its own look to a place of its own, as in docxtpl.
        bare = replace(where, properties="") if isinstance(value, RichText) else where
        made = self._between_runs(value, bare)
        if made is not None:
            return made
        text = self.memo[bare_text(value, compat=self.compat)]
        return f'<w:r>{where.properties}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""

    def block(self, value: object, site: int, passed: int = 0) -> str:
        """`{{p x}}`: a value that is one or more paragraphs of its own."""
        if isinstance(value, Missing):
            return str(value)
        if SubDocument in self.insert and isinstance(value, SubDocument):
            return self._counted(self.insert[SubDocument](value, self.sites[site]))
        self.brought += 1
        inside = self.run(value, site, passed)
        if inside:
            return f"<w:p>{inside}</w:p>"
        self.brought -= 1
        return ""

    def _counted(self, made: str) -> str:
        self.brought += len(PARAGRAPH.findall(made))
        return made

    def _between_runs(self, value: object, site: Site) -> str | None:
        """What stands between two runs for this value; None when it is only text."""
        if isinstance(value, SubDocument):
            raise TemplateError(WRONG_SPOT, found=Told("tài liệu con", "a sub-document"))
        insert = self.insert.get(value.__class__)
        if insert is not None:
            if not site.open_run:
                raise TemplateError(WRONG_SPOT, found=described(value))
            return self._counted(insert(value, site))
        if not site.carries:
            return None
        if isinstance(value, Phrase):
            return "".join(self._part(part, site) for part in value.parts)
        carried = carried_of(value)
        return None if carried is None else self._carried(carried, site)

    def _part(self, part: str | Carried, site: Site) -> str:
        """One part of a phrase, in a run or a carrier of its own."""
        if isinstance(part, Carried):
            return self._carried(part, site)
        return f'<w:r>{site.properties}<w:t xml:space="preserve">{self.memo[part]}</w:t></w:r>' if part else ""

    def _carried(self, value: Carried, site: Site) -> str:
        """The carrier: a hidden bookmark around a content control around the run (regeneration.md §2.2)."""
        numbers, key = self.numbers, value.key
        count = numbers.occurrences[key] = numbers.occurrences.get(key, 0) + 1
        numbers.bookmark = mark = numbers.bookmark + 1
        numbers.control = control = numbers.control + 1
        while control in numbers.controls:
            numbers.control = control = control + 1
        name, opening = _opening(key, value.label, count)
        self.carried.append((name, value, self.passed + self.brought))
        look = site.highlighted(value.highlight) if value.highlight else site.properties
        return (
            f'<w:bookmarkStart w:id="{mark}{opening}{control}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f'<w:sdtContent><w:r>{look}<w:t xml:space="preserve">{self.memo[value.text]}</w:t></w:r></w:sdtContent>'
            f'</w:sdt><w:bookmarkEnd w:id="{mark}"/>'
        )

    def _marked(self, value: Marked, site: Site) -> str:
        """The text in a run of its own with a hidden bookmark around it."""
        numbers, key = self.numbers, f"{value.key}#"
        count = numbers.occurrences[key] = numbers.occurrences.get(key, 0) + 1
        numbers.bookmark = mark = numbers.bookmark + 1
        return (
            f'<w:bookmarkStart w:id="{mark}" w:name="{row_name(value.key, count)}"/>'
            f'<w:r>{site.properties}<w:t xml:space="preserve">{self.memo[str(value)]}</w:t></w:r>'
            f'<w:bookmarkEnd w:id="{mark}"/>'
        )

    def emptied(self) -> set[str]:
        """The runs that are left when nothing follows what was put in between."""
        return {self.sites[site].open_run + self.sites[site].close_run for site in self.opened}


def carrier_name(key: str, count: int) -> str:
    """The hidden bookmark of the nth occurrence of a key."""
    return "_drf_" + hashlib.sha256(f"{key}#{count}".encode()).hexdigest()[:16]


def row_name(key: str, count: int) -> str:
    """The hidden bookmark of the nth row that names this key."""
    return "_drr_" + hashlib.sha256(f"{key}#{count}".encode()).hexdigest()[:16]


@lru_cache(maxsize=65_536)
def _opening(key: str, label: str, count: int) -> tuple[str, str]:
    """The bookmark of a carrier, and what it says of itself from there on: as Word takes them, at most 64 characters.

    Kept from one file to the next: many files filled from one template carry the same keys.
    """
    name = carrier_name(key, count)
    alias, tag = in_attribute((label or key)[:64]), in_attribute(key[:64])
    text = f'" w:name="{name}"/><w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="'
    return name, text
