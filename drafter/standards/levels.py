"""Turn an organisation's level, name and day into how it stands: letterhead lines, symbol, place, who signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from drafter.model.organisation import Level, Signer, Standing
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.data_files import shipped
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import page_format

LEVEL_ENDED = ProblemKind(
    code="C121",
    severity=Severity.ERROR,
    title="Cấp công đoàn không còn vào ngày của văn bản",
    what="«{name}» thuộc cấp «{title}», chỉ có đến hết ngày {last} ({law}); văn bản ghi ngày {day}",
    fix="khai cơ quan thay thế từ ngày {next}, hoặc chọn ngày văn bản không sau {last}",
)
LEVEL_NOT_YET = ProblemKind(
    code="C122",
    severity=Severity.ERROR,
    title="Cấp công đoàn chưa có vào ngày của văn bản",
    what="«{name}» thuộc cấp «{title}», có từ ngày {first}; văn bản ghi ngày {day}",
    fix="chọn ngày văn bản từ {first}, hoặc khai cơ quan có vào ngày ấy",
)
NO_UPPER = ProblemKind(
    code="C123",
    severity=Severity.ERROR,
    title="Thiếu tên công đoàn cấp trên",
    what="chưa có tên công đoàn cấp trên của «{name}» để ghi ở đầu văn bản",
    fix="khai tên đầy đủ của công đoàn cấp trên, ví dụ «Liên đoàn Lao động thành phố Hà Nội»",
)
NOT_A_UNION = ProblemKind(
    code="C124",
    severity=Severity.ERROR,
    title="Cấp trên ở đầu văn bản không phải tổ chức công đoàn",
    what="cấp trên của «{name}» khai là «{parent}», không phải một tổ chức công đoàn",
    fix="khai công đoàn cấp trên; không ghi cơ quan, doanh nghiệp hay Ủy ban nhân dân",
)
KINDS = (LEVEL_ENDED, LEVEL_NOT_YET, NO_UPPER, NOT_A_UNION)

_UNIT_WORD = re.compile(r"\b(tỉnh|thành phố|thị xã|quận|huyện|xã|phường|thị trấn|đặc khu)\s+(.+)$", re.IGNORECASE)
_LAST_UNIT = re.compile(rf".*{_UNIT_WORD.pattern}", re.IGNORECASE)
_GIVEN_PLACE = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_TIED = "\u00a0"
_MOST_LINES = 8  # no union's name needs more; keeps absurd input cheap
_COMMITTEE_OF_NINE = 9  # Điều lệ Công đoàn Việt Nam, Điều 13: from nine members a committee has a standing committee


@dataclass(frozen=True)
class LevelRule:
    """What holds for every organisation of a level. `valid_from` and `valid_to` are included; None = open."""

    level: Level
    title: str
    authority: str
    head: str
    deputy: str
    symbol: str
    symbol_of: Mapping[str, str] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    ended_by: str = ""
    upper: bool = True
    default_upper: str = ""
    own: str = ""
    place: str = ""
    rule: str = ""
    source: str = ""
    unverified: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether organisations of this level exist on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@cache
def level_rules() -> Mapping[Level, LevelRule]:
    """The rule of each level."""
    entries = shipped("levels.toml")["level"]
    return {rule.level: rule for rule in (_rule(entry) for entry in entries)}


def letterhead(level: Level, name: str, parent: str = "") -> Standing:
    """How an organisation of that name stands, whatever the day; `parent` is its upper union's name.

    Names may be short («LĐLĐ huyện Thanh Trì»). Where no parent is given the level's usual one is taken, and there are
    no upper lines where it has none.
    """
    rule = level_rules()[level]
    full, upper = full_name(name), full_name(parent or rule.default_upper)
    if level is Level.COMMITTEE and not parent:
        upper = full.removeprefix("Ủy ban Kiểm tra").strip()
    return Standing(
        level=level,
        name=full,
        parent=upper if rule.upper else "",
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        upper_lines=name_lines(upper, "co_quan_chu_quan") if rule.upper and upper else (),
        own_lines=name_lines(rule.own or full),
        symbol=_symbol(rule, full),
        place=rule.place or _suggested_place(level, full),
        authority=rule.authority,
    )


def standing(
    level: Level,
    day: date,
    name: str,
    parent: str = "",
    *,
    place: str = "",
    symbol: str = "",
    signer: Signer | None = None,
    committee_size: int | None = None,
) -> tuple[Standing | None, tuple[Problem, ...]]:
    """How the organisation stands on a day; None with the reason when it cannot stand so.

    `place` and `symbol` are the office's own where it has them. `committee_size` is how many members the executive
    committee (ban chấp hành) has, None where not known.
    """
    found = letterhead(level, name, parent)
    problems = tuple(_faults(level_rules()[level], day, found))
    if problems:
        return None, problems
    return (
        Standing(
            level=level,
            name=found.name,
            parent=found.parent,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            upper_lines=found.upper_lines,
            own_lines=found.own_lines,
            symbol=symbol or found.symbol,
            place=place or found.place,
            authority=signing_authority(level, committee_size),
            signer=signer,
        ),
        (),
    )


def signing_authority(level: Level, committee_size: int | None = None) -> str:
    """The collective body that signs: «BAN THƯỜNG VỤ», or «BAN CHẤP HÀNH» where there is no standing committee."""
    usual = level_rules()[level].authority
    if committee_size is None or usual not in ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH"):
        return usual
    return "BAN THƯỜNG VỤ" if committee_size >= _COMMITTEE_OF_NINE else "BAN CHẤP HÀNH"


def full_name(name: str) -> str:
    """The name composed (NFC), single-spaced and with the usual short forms of unions written out."""
    words = " ".join(unicodedata.normalize("NFC", name).split())
    for short, full in shipped_letterhead()["expand"].items():
        words = re.sub(rf"(?<!\w){short}(?!\w)", full, words)
    return words


@cache
def shipped_letterhead() -> Mapping[str, Any]:
    """The rules by which a name is broken into lines."""
    found: Mapping[str, Any] = shipped("levels.toml")["letterhead"]
    return found


def _rule(entry: Mapping[str, Any]) -> LevelRule:
    return LevelRule(level=Level(entry["code"]), **{key: value for key, value in entry.items() if key != "code"})


def _faults(rule: LevelRule, day: date, found: Standing) -> Iterator[Problem]:
    at = Place()
    if rule.valid_to is not None and day > rule.valid_to:
        after = date.fromordinal(rule.valid_to.toordinal() + 1)
        yield LEVEL_ENDED.at(
            at,
            name=found.name,
            title=rule.title,
            last=_written(rule.valid_to),
            next=_written(after),
            law=rule.ended_by,
            day=_written(day),
        )
    if rule.valid_from is not None and day < rule.valid_from:
        first = _written(rule.valid_from)
        yield LEVEL_NOT_YET.at(at, name=found.name, title=rule.title, first=first, day=_written(day))
    if rule.upper and not found.parent:
        yield NO_UPPER.at(at, name=found.name)
    elif rule.upper and not _is_union(found.parent):
        yield NOT_A_UNION.at(at, name=found.name, parent=found.parent)


def _is_union(name: str) -> bool:
    return any(name.casefold().startswith(kind.casefold()) for kind in shipped_letterhead()["unions"])


def _symbol(rule: LevelRule, name: str) -> str:
    capitals = name.upper()
    return next((symbol for word, symbol in rule.symbol_of.items() if f" {word} " in f" {capitals} "), rule.symbol)


def name_lines(name: str, part: str = "co_quan_ban_hanh") -> tuple[str, ...]:
    """The name in capitals, broken after its common part and where a line would be too wide for its column (PA-08).

    `part` is the component of the page (page.toml) that the lines are: who issues, or the union above it.
    """
    capitals = name.upper()
    for common in shipped_letterhead()["breaks"]:
        if capitals.startswith(f"{common} "):
            return (common, *_balanced(capitals.removeprefix(f"{common} "), part))
    return _balanced(capitals, part)


def _balanced(line: str, part: str) -> tuple[str, ...]:
    """The line in as few lines as fit, as even as its words allow; place names and words that go together are kept."""
    place = _LAST_UNIT.match(line)
    if place and _fits(place.group(2), part):
        line = line[: place.start(2)] + place.group(2).replace(" ", _TIED)
    for phrase in sorted(shipped_letterhead()["together"], key=len, reverse=True):
        line = re.sub(rf"(?<!\w){phrase}(?!\w)", phrase.replace(" ", _TIED), line)
    return tuple(found.replace(_TIED, " ") for found in _evenest(line.split(" "), part))


def _evenest(words: list[str], part: str) -> tuple[str, ...]:
    """The fewest lines none of which is wider than the column (or one word), the longest of them as short as can be.

    `ways[end]` is the best way found so far to set the words up to `end` in a number of lines, with its merit.
    """
    whole = " ".join(words)
    ways = [_merit((" ".join(words[:end]),)) for end in range(len(words) + 1)]
    for count in range(1, min(len(words), _MOST_LINES)):
        if all(_fits(line, part) for line in ways[-1][2]):
            break
        ways = [
            min((_merit((*ways[cut][2], " ".join(words[cut:end]))) for cut in range(count, end)), default=ways[end])
            for end in range(len(words) + 1)
        ]
    return ways[-1][2] or (whole,)


def _fits(line: str, part: str) -> bool:
    look = page_format().components[part]
    return width_mm(line.replace(_TIED, " "), look.size_pt.default, bold=look.bold) <= page_format().letterhead_mm[0]


def _merit(lines: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return max(map(len, lines)), sum(len(line) ** 2 for line in lines), lines


def _suggested_place(level: Level, name: str) -> str:
    """The place name (địa danh) that a territorial union's own name gives; empty where it gives none."""
    found = _UNIT_WORD.search(name)
    if level not in _GIVEN_PLACE or found is None:
        return ""
    kind, proper = found.group(1), found.group(2)
    if proper in shipped_letterhead()["full_places"] or proper[0].isdigit():
        return f"{kind[0].upper()}{kind[1:]} {proper}"  # named after a person, a number or an event: in full
    return proper


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
