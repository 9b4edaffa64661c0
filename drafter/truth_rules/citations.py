"""Rules of legal grounds: in force on the paper's day, cited by their own number and day, in order of rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.format_rules.paper import Line
from drafter.format_rules.words import at
from drafter.model.problem import Severity
from drafter.standards.regulations import Regulation, find_by_number, regulations, short_citation, successor
from drafter.truth_rules.account import Account
from drafter.truth_rules.rule import Faults, TruthRule, found

_NUMBER = re.compile(r"\bsố:?\s+(\d+\s*/(?:\s*\d{4}\s*/)?\s*[A-ZĐ]+\d*(?:\s*-\s*[A-ZĐa-zđ]+\d*)*)")
_DAY = re.compile(
    r"ngày\s+(\d{1,2})(?:\s+tháng\s+|\s*[/.-]\s*)(\d{1,2})(?:\s+năm\s+|\s*[/.-]\s*)(\d{4})", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:năm|ngày)\s+(?:\d{1,2}[/ ][^;]{0,20}?)?(20\d{2}|19\d{2})\b")
_RANKS = (
    ("luật", re.compile(r"(?:Bộ )?[Ll]uật\b")),
    ("pháp lệnh", re.compile(r"Pháp lệnh\b")),
    ("nghị định", re.compile(r"Nghị định\b")),
    ("thông tư", re.compile(r"Thông tư\b")),
    (
        "văn bản của công đoàn",
        re.compile(r"(?:Quyết định|Hướng dẫn|Kế hoạch|Quy chế|Quy định|Nghị quyết)[^;]{0,40}\b(?:TLĐ|LĐLĐ|CĐ\w*)\b"),
    ),
)
_PROPOSAL = re.compile(r"^[-–\s]*(?:Theo|Xét)\s+(?:đề nghị|kết quả|tờ trình)", re.IGNORECASE)


def _cited(account: Account) -> Iterator[tuple[Line, Regulation, date | None]]:
    """The grounds that the list of regulations knows, with the day that the paper gives them, None for none."""
    for line in account.paper.grounds:
        for met in _NUMBER.finditer(line.text):
            known = find_by_number(met[1])
            said = _day(line.text[met.end() : met.end() + 60])
            if known is not None and _same(known, said):
                yield line, known, said
        if not _NUMBER.search(line.text) and (law := _law(line.text)) is not None:
            yield line, law, None


def _same(known: Regulation, said: date | None) -> bool:
    """A number without a year comes back each year: another year's is another paper that is not known."""
    with_year = re.search(r"/\s*\d{4}\s*/", known.number)
    return with_year is not None or said is None or known.signed is None or said.year == known.signed.year


def _law(text: str) -> Regulation | None:
    """The law that is named with its year; without one a law is cited as it stands."""
    year = _YEAR.search(text)
    laws = [one for one in regulations() if one.type == "Luật" and f"luật {one.title.lower()}" in text.lower()]
    return next((one for one in laws if year and one.signed and one.signed.year == int(year[1])), None)


def _day(text: str) -> date | None:
    met = _DAY.search(text)
    try:
        return date(int(met[3]), int(met[2]), int(met[1])) if met else None
    except ValueError:
        return None  # rule TG-04 tells it


def expired(account: Account) -> Faults:
    """A paper cites what is in force on its own day (domain §0, fact 6)."""
    day = account.paper.earliest
    if day is None:
        return
    for line, one, _ in _cited(account):
        if one.expires is None or not one.expired_on(day):
            continue
        after = successor(one, day)
        instead = f"; thay bằng {short_citation(after)}" if after else ""
        note = f" ({one.note})" if one.note else ""
        yield found(
            at("can_cu", line),
            cited=short_citation(one) if one.type != "Luật" else f"{short_citation(one)} số {one.number}",
            last=f"{one.expires:%d/%m/%Y}",
            hint=f"{instead}{note}",
            severity=Severity.WARNING if one.note or one.unverified else None,
        )


PL_05 = TruthRule(
    code="PL-05", severity=Severity.ERROR, title="Căn cứ còn hiệu lực", check=expired,
    what="{cited} có hiệu lực đến hết ngày {last}{hint}",
    fix="thay bằng văn bản đang có hiệu lực vào ngày ký; xem lại cả nội dung dẫn theo căn cứ ấy",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a; danh mục văn bản có ngày hiệu lực",
    why="quyết định dựa vào văn bản đã hết hiệu lực có thể bị yêu cầu hủy",
)  # fmt: skip


def too_early(account: Account) -> Faults:
    """A paper cannot cite what is signed, or comes into force, after its own day."""
    day = account.paper.latest
    if day is None:
        return
    known = {id(line): one for line, one, _ in _cited(account)}
    for line in account.paper.grounds:
        one = known.get(id(line))
        said = _day(line.text)
        if said is not None and said > day:
            yield found(at("can_cu", line), found=f"ký ngày {said:%d/%m/%Y}", day=f"{day:%d/%m/%Y}")
        elif one is not None and one.in_force is not None and one.in_force > day:
            yield found(at("can_cu", line), found=f"có hiệu lực từ ngày {one.in_force:%d/%m/%Y}", day=f"{day:%d/%m/%Y}")


CC_02 = TruthRule(
    code="CC-02", severity=Severity.ERROR, title="Căn cứ có trước văn bản", check=too_early,
    what="căn cứ {found}, sau ngày của văn bản ({day})", fix="xem lại ngày của căn cứ và ngày của văn bản",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a", why="không thể căn cứ vào điều chưa có",
)  # fmt: skip


def own_day(account: Account) -> Faults:
    """A regulation is cited by the day on which it was signed."""
    for line, one, said in _cited(account):
        if said is not None and one.signed is not None and said != one.signed:
            yield found(
                at("can_cu", line),
                cited=short_citation(one), found=f"{said:%d/%m/%Y}", expected=f"{one.signed:%d/%m/%Y}",
                severity=Severity.WARNING if one.unverified else None,
            )  # fmt: skip


CC_03 = TruthRule(
    code="CC-03", severity=Severity.ERROR, title="Ngày của căn cứ", check=own_day,
    what="{cited} ghi ngày {found}; danh mục văn bản có ngày {expected}",
    fix="đối chiếu bản chính rồi sửa ngày", clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b",
    why="số đúng mà ngày sai thì không tra được văn bản",
)  # fmt: skip


def order(account: Account) -> Faults:
    """Laws stand before decrees, these before circulars and the union's own papers; what is proposed stands last."""
    highest = -1
    proposed = False
    for line in account.paper.grounds:
        if _PROPOSAL.match(line.text):
            proposed = True
            continue
        if proposed:
            yield found(at("can_cu", line), found="đứng sau dòng «Theo đề nghị …», «Xét …»")
        met = (rank for rank, (_, pattern) in enumerate(_RANKS) if pattern.search(line.text[:80]))
        rank = next(met, -1)
        if 0 <= rank < highest:
            yield found(at("can_cu", line), found=f"{_RANKS[rank][0]} đứng sau {_RANKS[highest][0]}")
        highest = max(highest, rank)


CC_04 = TruthRule(
    code="CC-04", severity=Severity.WARNING, title="Thứ tự các căn cứ", check=order,
    what="{found}", fix="xếp theo hiệu lực pháp lý: luật, nghị định, thông tư, văn bản của công đoàn; đề nghị ở cuối",
    clause="thông lệ; Nghị định 30/2020/NĐ-CP không quy định thứ tự",
    why="văn bản cao hơn đứng trước, người đọc tra dễ",
)  # fmt: skip

RULES = (PL_05, CC_02, CC_03, CC_04)
