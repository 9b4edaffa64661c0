"""Turn what a template sees of a paper into the lists that rows of a table may print, by tag what each cell says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from drafter.adoption.rows import RowList, Wide
from drafter.desk.adopting.offers import figure_offers
from drafter.render.row_slots import UnitRow
from drafter.render.slots import FigureSlot

Row = Mapping[str, object]

_UNIT_NAMES = ("{{ x.ten }}", "{{ x.ten_ngan }}")
_BALLOTS = {
    "noi_dung": "nội dung",
    "thanh_vien": "thành viên",
    "phat_ra": "phát ra",
    "thu_ve": "thu về",
    "hop_le": "hợp lệ",
    "dong_y": "đồng ý",
    "ty_le": "tỷ lệ",
}
_SCORES = {"hang": "hạng", "tu_cham": "tự chấm", "thuong_tru": "thưởng", "tong": "tổng", "phieu": "phiếu"}
_TARGETS = {"so": "tt", "de_ra": "chỉ tiêu", "ca_ky": "kết quả", "ty_le": "tỷ lệ", "danh_gia": "đánh giá"}
_VOTES = {"phieu": "phiếu", "can": "mức cần", "dat": "kết quả"}
_GRADED = {"tong": "tổng số", "duoc_danh_gia": "được đánh giá", "chua_xep": "chưa xếp loại"}
_UNIONS = {"{{ x.doan_vien_chu }}": "đoàn viên", "{{ x.diem_chu }}": "điểm", "{{ x.nam_truoc }}": "năm trước"}
_SHARED = "{{ n.so }} ({{ n.ty_le }})"
_SECTIONS = ("trinh", "quyet", "ca_dot")
_END = "{%tr endfor %}"


def row_lists(context: Mapping[str, object]) -> Iterator[RowList]:
    """The lists of units, awards, a cluster's and a term's registers; only those that have entries."""
    yield from (one for one in _lists(context) if one.entries)


def _lists(context: Mapping[str, object]) -> Iterator[RowList]:
    yield _units([row for row in _rows(context.get("hang_don_vi")) if isinstance(row, UnitRow)], context)
    awards = _rows(context.get("hang_khen_thuong"))
    yield _plain("hình thức khen thưởng", "hang_khen_thuong", awards, ("{{ x.hinh_thuc }}",), {})
    cluster, term = context.get("cum"), context.get("nhiem_ky")
    if isinstance(cluster, Mapping):
        yield from _of_cluster(cluster)
    if isinstance(term, Mapping):
        yield _targets(term)
    grades = context.get("xep_loai")
    if isinstance(grades, Mapping):
        yield from _of_grades(grades)
    nominated = context.get("de_nghi")
    minutes = nominated.get("bien_ban") if isinstance(nominated, Mapping) else None
    if isinstance(minutes, Mapping):
        yield from _of_minutes(minutes)
    for section in _SECTIONS:
        part = nominated.get(section) if isinstance(nominated, Mapping) else None
        if isinstance(part, Mapping):
            for who in ("tap_the", "ca_nhan"):
                yield _nominated(f"de_nghi.{section}.{who}.nhom", _rows(part[who]["nhom"]))


def _rows(value: object) -> list[Row]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _plain(
    what: str, expression: str, rows: Sequence[Row], names: tuple[str, ...], labels: Mapping[str, str]
) -> RowList:
    return RowList(
        what,
        ("{%tr for x in " + expression + " %}",),
        (_END,),
        tuple(dict(_cells(row)) for row in rows),
        names,
        {"{{ x." + name + " }}": said for name, said in labels.items()},
    )


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    """What a row prints by tag; of a list each value by its number."""
    for name, value in row.items():
        if isinstance(value, (bool, Mapping)):
            continue
        if isinstance(value, list):
            yield from (("{{ x." + f"{name}[{at}]" + " }}", str(one)) for at, one in enumerate(value))
        else:
            yield "{{ x." + name + " }}", "" if value is None else str(value)


def _units(rows: Sequence[UnitRow], context: Mapping[str, object]) -> RowList:
    """Each unit's name and figures; in the office's order, by name, or by a figure of a column."""
    place = {row.code: at for at, row in enumerate(rows)}

    def orders(codes: Sequence[str]) -> Iterator[tuple[str, Sequence[int]]]:
        lists = [
            (f"{name}.{code}", cast("Mapping[str, object]", context[name])[code])
            for code in codes
            for name in ("hang_don_vi_giam", "hang_don_vi_tang")
        ]
        lists.append(("hang_don_vi_abc", context["hang_don_vi_abc"]))
        for expression, ordered in lists:
            yield "{%tr for x in " + expression + " %}", [place[row.code] for row in cast("Iterable[UnitRow]", ordered)]

    entries = []
    for row in rows:
        slots = {code: slot for code, slot in row.items() if isinstance(slot, FigureSlot) and _tells(slot)}
        figures = {offer.slot: offer.text for offer in figure_offers(slots, "x.")}
        entries.append({"{{ x.ten }}": str(row["ten"]), "{{ x.ten_ngan }}": str(row["ten_ngan"]), **figures})
    head = ("{%tr for x in hang_don_vi %}",)
    return RowList("đơn vị", head, (_END,), tuple(entries), _UNIT_NAMES, {}, orders=orders)


def _tells(slot: FigureSlot) -> bool:
    """Whether anything of it can be printed: of most indicators of a unit nothing is known."""
    return slot.reported or slot.total.target is not None or slot.previous is not None


def _of_cluster(cluster: Row) -> Iterator[RowList]:
    scores = _plain("đơn vị", "cum.xep_hang", _rows(cluster.get("xep_hang")), ("{{ x.don_vi }}",), _SCORES)
    groups = _rows(cluster.get("nhom_diem"))
    if scores.entries and groups:
        heads = [("ma", "{{ n.ma }}"), ("ten", "{{ n.ten }}")]
        wide = (
            _side_by_side(_rows(cluster["xep_hang"]), "nhom", "cum.nhom_diem", tag, groups, of) for of, tag in heads
        )
        yield _with_wide(scores, wide)
    yield _compared(cluster)
    ballots = _plain("phiếu bầu", "cum.bo_phieu", _rows(cluster.get("bo_phieu")), ("{{ x.doi_tuong }}",), _BALLOTS)
    yield ballots
    proposals = _rows(cluster.get("de_nghi_khen"))
    yield _plain("đơn vị", "cum.de_nghi_khen", proposals, ("{{ x.don_vi }}",), {"hang": "hạng"})


def _compared(cluster: Row) -> RowList:
    """The figures of a cluster, its members side by side."""
    rows = _rows(cluster.get("bang"))
    made = _plain("chỉ tiêu", "cum.bang", rows, ("{{ x.ten }}", "{{ x.ten }} ({{ x.dvt }})"), {})
    entries = tuple(
        {
            "{{ x.ten }} ({{ x.dvt }})": f"{row['ten']} ({row['dvt']})",
            "{{ x.cong }} ({{ x.bao_cao }})": f"{row['cong']} ({row['bao_cao']})",
            **entry,
        }
        for row, entry in zip(rows, made.entries, strict=True)
    )
    heads = [{"": name} for name in cast("Iterable[str]", cluster["cot"])]
    wide = _side_by_side(rows, "o", "cum.cot", "{{ n }}", heads, "")
    return _with_wide(RowList(made.what, made.before, made.after, entries, made.names, {}), (wide,))


def _nominated(expression: str, groups: Sequence[Row]) -> RowList:
    """Those who are nominated for awards, person by person or unit by unit, under the heads of their forms."""
    before = ("{%tr for nhom in " + expression + " %}", "{%tr for x in nhom.dong %}")
    entries = tuple(dict(_cells(row)) for group in groups for row in _rows(group["dong"]))
    heads = tuple(
        (
            {
                "{{ nhom.ten }}": str(group["ten"]),
                "{{ nhom.ten }}: {{ nhom.so }}": f"{group['ten']}: {group['so']}",
                "{{ nhom.ten }} ({{ nhom.so }})": f"{group['ten']} ({group['so']})",
            },
            len(_rows(group["dong"])),
        )
        for group in groups
        if group["ten"]
    )
    names, labels = ("{{ x.ten }}",), {"{{ x.tt }}": "tt"}
    return RowList("đề nghị khen thưởng", before, (_END, _END), entries, names, labels, groups=heads)


def _of_minutes(minutes: Row) -> Iterator[RowList]:
    """The ballots of a judging council, and the votes that each nomination got."""
    ballots = _rows(minutes.get("phieu"))
    yield _plain("phiếu bầu", "de_nghi.bien_ban.phieu", ballots, ("{{ x.noi_dung }}",), _BALLOTS)
    rows = _rows(minutes.get("ket_qua"))
    whole = "{{ x.ten }}{% if x.chuc_vu_don_vi %}, {{ x.chuc_vu_don_vi }}{% endif %}"
    made = _plain("kết quả bỏ phiếu", "de_nghi.bien_ban.ket_qua", rows, (whole, "{{ x.ten }}"), _VOTES)
    names = (", ".join(str(row[name]) for name in ("ten", "chuc_vu_don_vi") if row[name]) for row in rows)
    entries = tuple({whole: name, **entry} for name, entry in zip(names, made.entries, strict=True))
    yield replace(made, entries=entries)


def _of_grades(grades: Row) -> Iterator[RowList]:
    """The classification by sector, grades side by side, and union by union under its sectors."""
    sectors, whole = _rows(grades.get("khoi")), cast("Row", grades["tong"])
    made = _plain("khối", "xep_loai.khoi", sectors, ("{{ x.ten }}",), _GRADED)
    cells = tuple(_shares(row) for row in (*sectors, whole))
    heads = tuple(str(one["ten"]) for one in _rows(grades.get("muc")))
    wide = Wide("x.o", "xep_loai.muc", "{{ n.ten }}", heads, cells[:-1], _SHARED, "xep_loai.tong.o", cells[-1])
    totals = {"{{ x." + name + " }}": ("{{ xep_loai.tong." + name + " }}", str(whole[name])) for name in _GRADED}
    yield replace(_with_wide(made, (wide,)), totals=totals)
    groups = _rows(grades.get("danh_sach"))
    before = ("{%tr for nhom in xep_loai.danh_sach %}", "{%tr for x in nhom.dong %}")
    entries = tuple(
        {tag: text for tag, text in _cells(row) if tag not in ("{{ x.doan_vien }}", "{{ x.diem }}")}
        for group in groups
        for row in _rows(group["dong"])
    )
    tags = ("{{ nhom.ten }} ({{ nhom.so }} đơn vị)", "{{ nhom.ten }} ({{ nhom.so }})", "{{ nhom.ten }}")
    said = [(str(group["ten"]), str(group["so"]), len(_rows(group["dong"]))) for group in groups]
    under = tuple(
        (dict(zip(tags, (f"{name} ({count} đơn vị)", f"{name} ({count})", name), strict=True)), size)
        for name, count, size in said
    )
    yield RowList("công đoàn cơ sở", before, (_END, _END), entries, ("{{ x.ten }}",), _UNIONS, groups=under)


def _shares(row: Row) -> tuple[str, ...]:
    return tuple(f"{one['so']} ({one['ty_le']})" for one in _rows(row["o"]))


def _targets(term: Row) -> RowList:
    """The figures of each target of a term, year by year."""
    targets = _rows(term.get("chi_tieu"))
    rows = [row for target in targets for row in _rows(target.get("dong"))]
    both = "{{ x.ten }}{% if x.ten and x.chi_so %}: {% endif %}{{ x.chi_so }}"
    entries = []
    for row in rows:
        words = ": ".join(part for part in (str(row["ten"]), str(row["chi_so"])) if part)
        entries.append({both: words, **dict(_cells(row))})
    before = ("{%tr for t in nhiem_ky.chi_tieu %}", "{%tr for x in t.dong %}")
    labels = {"{{ x." + name + " }}": said for name, said in _TARGETS.items()}
    names = (both, "{{ x.ten }}", "{{ x.chi_so }}")
    made = RowList("chỉ tiêu nhiệm kỳ", before, (_END, _END), tuple(entries), names, labels)
    return _with_wide(made, (_side_by_side(rows, "nam", "nhiem_ky.nam", "{{ n.ten }}", _rows(term.get("nam")), "ten"),))


def _side_by_side(rows: Sequence[Row], name: str, heads: str, head: str, above: Sequence[Row], of: str) -> Wide:
    cells = tuple(tuple(map(str, cast("Iterable[object]", row[name]))) for row in rows)
    return Wide(f"x.{name}", heads, head, tuple(str(one[of]) for one in above), cells)


def _with_wide(made: RowList, wide: Iterable[Wide]) -> RowList:
    found = tuple(one for one in wide if one.said)
    return replace(made, wide=found)
