"""Turn a year's register of grades into what templates see: the table by sector, the list, the change, who is apart.

Everything stands under `xep_loai`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from drafter.classification.checks import questions
from drafter.classification.summary import Classification, GradedUnion, Line, classify, moves, same_name
from drafter.fill.values import Carried, Marked, Phrase
from drafter.model.period import PeriodType
from drafter.model.problem import Problem
from drafter.render.paper import Paper
from drafter.render.slots import cell_number, gap
from drafter.standards.grades import Grade, Sector, scale_for, scales
from drafter.wording.lists import and_others, capital_first
from drafter.wording.numbers import number
from drafter.wording.percents import percent, points
from drafter.wording.quotes import paper_quotes

GRADE_REGISTER = "xep-loai"
_NAMED = 10  # so many unions are named in a sentence, the others are counted
_UNIONS = "công đoàn cơ sở"


def grade_slots(paper: Paper) -> Mapping[str, object]:
    """What a template sees of the classification; {} for a paper that has nothing to do with it."""
    if GRADE_REGISTER not in paper.kind.registers or paper.period.type is not PeriodType.YEAR:
        return {}
    found, before = classified(paper), _before(paper)
    if found is None:  # nothing has come: an empty table, and the gap
        found = classify((), scale_for(paper.period.year) or scales()[0])
    groups = list(_listed(found, before, paper))
    return {
        "xep_loai": {
            "co": bool(found.unions),
            "ky_hoa": paper.period.words.upper(),
            "trong": _gaps(paper),
            "muc": [{"ma": grade.code, "ten": capital_first(grade.name)} for grade in found.scale.grades],
            "khoi": [_line(line, found, paper) for line in found.lines],
            "tong": _line(found.whole, found, paper),
            "tot": capital_first(f"{found.scale.good[-1].name} trở lên"),
            "tot_tro_len": _good(found.whole, "", found, paper),
            "nha_nuoc": _good(found.of_state(True), "NN", found, paper),
            "ngoai_nha_nuoc": _good(found.of_state(False), "NNN", found, paper),
            "chua_xep": list(_apart(found, paper)),
            "khong_dat_dieu_kien": [_failed(union) for union in found.unions if union.failed],
            "danh_sach": groups,
            "don_vi": [{**row, "khoi": group["ten"]} for group in groups for row in group["dong"]],
            "so_sanh": _change(found, before, paper),
        }
    }


def _gaps(paper: Paper) -> dict[str, Carried]:
    """What the paper must not be silent about."""
    asked = {
        "ket_qua": "kết quả đánh giá, xếp loại công đoàn cơ sở",
        "khen_thuong": "kết quả khen thưởng",
        "danh_gia": "đánh giá chung, nhiệm vụ thời gian tới về đánh giá, xếp loại công đoàn cơ sở",
    }
    key = f"XL/{paper.organisation}/{paper.period}"
    return {name: gap(f"{key}#{name}", f"{what} {paper.period.words}") for name, what in asked.items()}


def grade_remarks(paper: Paper) -> tuple[Problem, ...]:
    """What is doubtful about the classification, and where it differs from the figures of the year."""
    found = classified(paper)
    return () if found is None else questions(found, paper.totals, paper.office.best_grade_cap)


def classified(paper: Paper) -> Classification | None:
    """The year's classification; None where the register has not come."""
    rows, scale = paper.registers.get(GRADE_REGISTER, ()), scale_for(paper.period.year)
    return classify(rows, scale) if rows and scale is not None else None


def _before(paper: Paper) -> Classification | None:
    """The classification of the year before, where it has the same grades."""
    rows, scale = paper.earlier_registers.get(GRADE_REGISTER, ()), scale_for(paper.period.year)
    same = scale is not None and scale_for(paper.period.year - 1) == scale
    return classify(rows, scale) if rows and same and scale is not None else None


def _line(line: Line, found: Classification, paper: Paper) -> dict[str, object]:
    """One line of the table. `o` are the grades in order, each with its count and its share of the assessed."""
    code = line.sector.code if line.sector else ""
    return {
        "ten": line.sector.name if line.sector else "Tổng cộng",
        "tong": _count(line.total, "", code, paper),
        "duoc_danh_gia": _count(line.assessed, "DG", code, paper),
        "chua_xep": _count(line.total - line.assessed, "CX", code, paper),
        "o": [_grade_cell(line, grade, code, paper) for grade in found.scale.grades],
        "so": {grade.code: line.by_grade[grade.code] for grade in found.scale.grades},
        "tong_so": line.total,
        "chua_so": line.total - line.assessed,
    }


def _grade_cell(line: Line, grade: Grade, sector: str, paper: Paper) -> dict[str, object]:
    return {
        "ten": grade.name,
        "so": _count(line.by_grade[grade.code], grade.code, sector, paper),
        "ty_le": _share(line.share(grade.code), grade.code, sector, paper),
        "co": bool(line.by_grade[grade.code]),
    }


def _good(line: Line, sector: str, found: Classification, paper: Paper) -> dict[str, object]:
    """«Hoàn thành tốt trở lên»: how many of how many, and the percent."""
    codes = [grade.code for grade in found.scale.good]
    good = sum(line.by_grade[code] for code in codes)
    return {
        "co": bool(line.assessed),
        "so": _count(good, "TOT", sector, paper),
        "tren": Carried(
            f"{number(good)}/{number(line.assessed)} {_UNIONS}", _key("TOTN", sector, paper), "Xếp loại", good
        ),
        "ty_le": _share(line.share(*codes), "TOT", sector, paper),
    }


def _count(value: int, what: str, sector: str, paper: Paper) -> Carried:
    return Carried(number(value), _key(what, sector, paper), f"Xếp loại {what} {sector}".strip(), value)


def _share(value: Fraction | None, what: str, sector: str, paper: Paper) -> Carried | str:
    """The percent as the office cuts it; a dash where nobody was assessed."""
    if value is None:
        return "–"
    key = _key(what, sector, paper, "#ty_le")
    return Carried(percent(value, paper.style), key, f"Tỷ lệ xếp loại {what} {sector}".strip())


def _key(what: str, sector: str, paper: Paper, aspect: str = "") -> str:
    name = "-".join(part for part in ("XL", what, sector) if part)
    return f"{name}/{paper.organisation}/{paper.period}{aspect}"


def _apart(found: Classification, paper: Paper) -> Iterator[dict[str, object]]:
    """Those not assessed, by reason; the ones of which nothing is known last."""
    for place, (reason, count) in enumerate(found.whole.apart.items(), 1):
        names = [paper_quotes(u.name) for u in found.unions if not u.assessed and u.reason == reason]
        yield {
            "ly_do": reason,
            "so": _count(count, f"LD{place}", "", paper),
            "ten": and_others(names, _NAMED, "đơn vị"),
        }
    if found.whole.unknown:
        names = [paper_quotes(u.name) for u in found.unions if not u.assessed and not u.reason]
        yield {
            "ly_do": "chưa có kết quả",
            "so": _count(found.whole.unknown, "LD0", "", paper),
            "ten": and_others(names, _NAMED, "đơn vị"),
        }


def _failed(union: GradedUnion) -> dict[str, object]:
    return {
        "ten": paper_quotes(union.name),
        "dieu_kien": paper_quotes(union.failed),
        "xep_loai": union.grade.name if union.grade else "",
    }


def _listed(found: Classification, before: Classification | None, paper: Paper) -> Iterator[dict[str, Any]]:
    """The unions by sector, each sector with its rows, numbered through."""
    earlier = {same_name(union): union for union in before.unions} if before else {}
    keys = union_keys(found, paper)
    place = 0
    for line in found.lines:
        assert isinstance(line.sector, Sector)
        rows = []
        for union in (one for one in found.unions if one.sector == line.sector.code):
            place += 1
            rows.append(_union(place, union, earlier.get(same_name(union)), keys[id(union)]))
        yield {"ten": line.sector.name, "so": line.total, "dong": rows}


def union_keys(found: Classification, paper: Paper) -> dict[int, str]:
    """The key of each union's own row, by the union's identity; two of one name are told apart by their order."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for union in found.unions:
        name = "|".join(same_name(union))
        seen[name] += 1
        again = f"|{seen[name]}" if seen[name] > 1 else ""
        keys[id(union)] = f"CDCS/{paper.organisation}/{paper.period}#{name}{again}"
    return keys


def _union(place: int, union: GradedUnion, before: GradedUnion | None, key: str) -> dict[str, object]:
    return {
        "tt": place,
        "ten": Marked(paper_quotes(union.name.replace("Công đoàn cơ sở ", "CĐCS ", 1)), key),
        "doan_vien": cell_number(union.members, f"{key}#doan_vien", f"Số đoàn viên – {union.name}"),
        "diem": cell_number(union.points, f"{key}#diem", f"Điểm – {union.name}"),
        "doan_vien_chu": "" if union.members is None else number(union.members),
        "diem_chu": "" if union.points is None else number(union.points),
        "xep_loai": capital_first(union.grade.name) if union.grade else "",
        "xep_loai_o": capital_first(union.grade.name) if union.grade else "–",
        "nam_truoc": capital_first(before.grade.name) if before and before.grade else "",
        "ghi_chu": paper_quotes("; ".join(filter(None, (_why(union), union.note)))),
    }


def _why(union: GradedUnion) -> str:
    if union.grade is None:
        return f"chưa xếp loại: {union.reason}" if union.reason else "chưa có kết quả"
    return f"không đạt điều kiện: {union.failed}" if union.failed else ""


def _change(found: Classification, before: Classification | None, paper: Paper) -> dict[str, object]:
    """Counts and shares against last year's, and the unions that went up or down."""
    if before is None:  # lists without an entry, so that a loop over them prints nothing
        nobody = {"so": "", "co": False, "ten": ""}
        return {"co": False, "muc": [], "tong_truoc": "", "len": nobody, "xuong": nobody, "giu": nobody}
    moved = moves(found, before)
    return {
        "co": True,
        "muc": [_grade_change(grade, found, before, paper) for grade in found.scale.grades],
        "tong_truoc": before.whole.assessed,
        "len": _moved(moved.up, "LEN", paper),
        "xuong": _moved(moved.down, "XUONG", paper),
        "giu": _moved(moved.same, "GIU", paper),
    }


def _grade_change(grade: Grade, found: Classification, before: Classification, paper: Paper) -> dict[str, object]:
    now, then = found.whole.by_grade[grade.code], before.whole.by_grade[grade.code]
    shares = found.whole.share(grade.code), before.whole.share(grade.code)
    return {
        "ten": capital_first(grade.name),
        "truoc": then,
        "nay": now,
        "ty_le_truoc": "–" if shares[1] is None else percent(shares[1], paper.style),
        "ty_le": _share(shares[0], grade.code, "", paper),
        "tang_giam": _gap(now - then, f"{grade.code}#tang_giam", paper),
        "diem_phan_tram": "" if None in shares else _points(shares, paper),
    }


def _gap(difference: int, what: str, paper: Paper) -> Carried:
    words = f"tăng {difference}" if difference > 0 else f"giảm {-difference}" if difference else "không đổi"
    return Carried(words, f"XL-{what}/{paper.organisation}/{paper.period}", "Tăng, giảm so với năm trước")


def _points(shares: tuple[Fraction | None, Fraction | None], paper: Paper) -> str:
    now, then = shares
    assert now is not None
    assert then is not None
    if now == then:
        return "không đổi"
    return f"{'tăng' if now > then else 'giảm'} {points(abs(now - then), paper.style)}"


def _moved(names: Iterable[str], what: str, paper: Paper) -> dict[str, object]:
    listed = [paper_quotes(name) for name in names]
    return {
        "so": _count(len(listed), what, "", paper),
        "co": bool(listed),
        "ten": Phrase((and_others(listed, _NAMED, "đơn vị"),)) if listed else "",
    }
