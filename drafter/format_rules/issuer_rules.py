"""Rules of whose names stand in the letterhead, by the level of the union and the day (format.md, phần 6)."""

from __future__ import annotations

from drafter.format_rules.paper import Paper
from drafter.format_rules.patterns import begins, spelled, squeezed
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words

_SECTION_2 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2"
_TOP, _PROVINCE = "TỔNG LIÊN ĐOÀN", ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ", "LĐLĐ TỈNH", "LĐLĐ TP")
_TOP_NAME = "Tổng Liên đoàn Lao động Việt Nam"
_DISTRICT = (
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN",
    "LIÊN ĐOÀN LAO ĐỘNG QUẬN",
    "LIÊN ĐOÀN LAO ĐỘNG THỊ XÃ",
    "LĐLĐ HUYỆN",
    "LĐLĐ QUẬN",
)
_CORPORATION = ("CÔNG ĐOÀN TỔNG CÔNG TY", "CÔNG ĐOÀN TẬP ĐOÀN", "CÔNG ĐOÀN TCT")
_CLUSTER = ("CỤM THI ĐUA", "KHỐI THI ĐUA")
_CLUSTER_TITLES = ("CỤM TRƯỞNG", "CỤM PHÓ", "PHÓ CỤM TRƯỞNG", "KHỐI TRƯỞNG", "KHỐI PHÓ", "PHÓ KHỐI TRƯỞNG")
_COMMUNE = ("CÔNG ĐOÀN PHƯỜNG", "CÔNG ĐOÀN XÃ", "CÔNG ĐOÀN ĐẶC KHU")


def no_other_body(paper: Paper) -> Faults:
    """No employer, people's committee or Party stands over the union's name."""
    head = paper.letterhead
    words = form_words()
    for line in (*head.upper, *head.issuer):
        if spelled(words.party) in spelled(line.text):
            yield found(at("tên cơ quan", line), found=line.text)
    first = next(iter((*head.upper, *head.issuer)), None)
    front = first is not None and any(spelled(word) in spelled(head.upper_name) for word in words.front)
    if first is not None and head.upper and not front and begins(first.text, words.foreign):
        yield found(at("co_quan_chu_quan", first), found=first.text)


HD_C1 = Rule(
    code="HD-C1", severity=Severity.ERROR, title="Trên tên công đoàn là công đoàn cấp trên", check=no_other_body,
    what="phần đầu văn bản ghi «{found}»; ở đó chỉ ghi công đoàn cấp trên trực tiếp", lists=False,
    fix="thay bằng tên công đoàn cấp trên; không ghi tên doanh nghiệp, cơ quan, Ủy ban nhân dân, tổ chức Đảng",
    clause=_SECTION_2, why="cơ quan chủ quản của công đoàn là công đoàn cấp trên, không phải người sử dụng lao động",
)  # fmt: skip


def front_above(paper: Paper) -> Faults:
    """The Fatherland Front does not stand over the union unless the office so decided."""
    for line in paper.letterhead.upper:
        if any(spelled(word) in spelled(line.text) for word in form_words().front):
            yield found(at("co_quan_chu_quan", line))


HD_C2 = Rule(
    code="HD-C2", severity=Severity.WARNING, title="Dòng Mặt trận Tổ quốc trên tên công đoàn", check=front_above,
    what="phần đầu văn bản có dòng Mặt trận Tổ quốc; chưa thấy quy định nào yêu cầu", lists=False,
    fix="bỏ dòng này, trừ khi cấp trên có văn bản hướng dẫn ghi như vậy",
    clause="đối chiếu 34/KH-TLĐ ngày 15/10/2025: phần đầu văn bản không đổi", why="phần đầu vẫn giữ nguyên",
)  # fmt: skip


def no_district(paper: Paper) -> Faults:
    """From 1 July 2025 there are no unions of districts."""
    head = paper.letterhead
    for name, part, line in (
        (head.upper_name, "co_quan_chu_quan", head.upper[:1]),
        (head.issuer_name, "co_quan_ban_hanh", head.issuer[:1]),
    ):
        if name and begins(name, _DISTRICT):
            yield found(at(part, line[0]), found=name)


HD_C3 = Rule(
    code="HD-C3", severity=Severity.WARNING, title="Công đoàn cấp huyện sau ngày 01/7/2025", check=no_district,
    what="phần đầu văn bản ghi «{found}»; từ ngày 01/7/2025 không còn công đoàn cấp huyện", lists=False,
    fix="ghi tên cơ quan hiện nay; văn bản cũ thì kiểm tra lại ngày ghi trên văn bản",
    clause="Luật 97/2025/QH15 sửa đổi Luật Công đoàn, Điều 8", since=form_words().dates["two_levels"],
    why="tổ chức công đoàn còn ba cấp: trung ương, cấp trên cơ sở, cơ sở",
)  # fmt: skip


def _upper_should(paper: Paper, issuers: tuple[str, ...], uppers: tuple[str, ...], wanted: str) -> Faults:
    """The upper name begins as it should where the issuer's name begins with one of `issuers`."""
    head = paper.letterhead
    if not begins(head.issuer_name, issuers) or (head.upper and begins(head.upper_name, uppers)):
        return
    if head.upper and (begins(head.upper_name, form_words().foreign) or _has_front(paper)):
        return  # HD-C1 and HD-C2 say so
    line = head.upper[0] if head.upper else head.issuer[0]
    yield found(at("co_quan_chu_quan", line), found=head.upper_name or "trống", expected=wanted)


def _has_front(paper: Paper) -> bool:
    return any(spelled(word) in spelled(paper.letterhead.upper_name) for word in form_words().front)


def top_alone(paper: Paper) -> Faults:
    """Nothing stands over the Confederation."""
    head = paper.letterhead
    if begins(head.issuer_name, (_TOP,)) and head.upper and not _has_front(paper):
        yield found(at("co_quan_chu_quan", head.upper[0]), found=head.upper_name)


_WHAT = "cơ quan chủ quản ghi «{found}»; cần {expected}"
_FIX = "ghi tên công đoàn cấp trên trực tiếp ở dòng trên, không đậm"

HD_00 = Rule(
    code="HD-00", severity=Severity.WARNING, title="Tổng Liên đoàn không có cơ quan chủ quản", check=top_alone,
    what="trên tên Tổng Liên đoàn có dòng «{found}»", fix="bỏ dòng ở trên tên Tổng Liên đoàn", lists=False,
    clause=f"{_SECTION_2}; 34/KH-TLĐ ngày 15/10/2025", why="Tổng Liên đoàn là cấp trung ương",
)  # fmt: skip


def province_upper(paper: Paper) -> Faults:
    """Over a province's union stands the Confederation."""
    yield from _upper_should(
        paper, ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "LĐLĐ TỈNH"), (_TOP,), "Tổng Liên đoàn Lao động Việt Nam"
    )


HD_01 = Rule(
    code="HD-01", severity=Severity.WARNING, title="Trên Liên đoàn Lao động tỉnh", check=province_upper, lists=False,
    what=_WHAT, fix=_FIX, clause=_SECTION_2, why="cấp trên của Liên đoàn Lao động tỉnh, thành phố là Tổng Liên đoàn",
)  # fmt: skip


def sector_upper(paper: Paper) -> Faults:
    """Over a central sector's union («CÔNG ĐOÀN GIÁO DỤC VIỆT NAM») stands the Confederation."""
    name = squeezed(paper.letterhead.issuer_name)
    other = any(word in name for word in ("CONG DOAN CO SO", "TONG CONG TY", "TAP DOAN"))
    if name.startswith("CONG DOAN ") and name.endswith(" VIET NAM") and not other:
        yield from _upper_should(paper, ("CÔNG ĐOÀN",), (_TOP, "CÔNG ĐOÀN"), _TOP_NAME)


HD_02 = Rule(
    code="HD-02", severity=Severity.WARNING, title="Trên công đoàn ngành trung ương", check=sector_upper, lists=False,
    what=_WHAT, fix=_FIX, clause=_SECTION_2, why="cấp trên của công đoàn ngành trung ương là Tổng Liên đoàn",
)  # fmt: skip


def corporation_upper(paper: Paper) -> Faults:
    """Over a corporation's union stands a union: the Confederation, a sector's or the province's."""
    if begins(paper.letterhead.issuer_name, _CORPORATION):
        yield from _upper_should(paper, _CORPORATION, (_TOP, "LIÊN ĐOÀN LAO ĐỘNG", "LĐLĐ", "CÔNG ĐOÀN"), "công đoàn")


HD_03 = Rule(
    code="HD-03", severity=Severity.WARNING, title="Trên công đoàn tập đoàn, tổng công ty", check=corporation_upper,
    what="cơ quan chủ quản ghi «{found}»; cần tên công đoàn cấp trên trực tiếp", lists=False,
    fix="ghi Tổng Liên đoàn Lao động Việt Nam, hoặc công đoàn ngành, Liên đoàn Lao động đã thành lập",
    clause=_SECTION_2, why="người đọc biết công đoàn tập đoàn, tổng công ty thuộc đâu",
)  # fmt: skip


def district_upper(paper: Paper) -> Faults:
    """Over a district's union stood the province's."""
    yield from _upper_should(paper, _DISTRICT, _PROVINCE, "Liên đoàn Lao động tỉnh hoặc thành phố")


HD_04 = Rule(
    code="HD-04", severity=Severity.WARNING, title="Trên Liên đoàn Lao động huyện (trước 01/7/2025)",
    check=district_upper, what=_WHAT, fix=_FIX, clause=_SECTION_2, lists=False,
    why="cấp trên của Liên đoàn Lao động huyện là Liên đoàn Lao động tỉnh, thành phố",
)  # fmt: skip


def no_local_sector(paper: Paper) -> Faults:
    """From 1 July 2025 there are no sector unions within a province."""
    head = paper.letterhead
    if begins(head.issuer_name, ("CÔNG ĐOÀN NGÀNH",)) and begins(head.upper_name, _PROVINCE):
        yield found(at("co_quan_ban_hanh", head.issuer[0]), found=head.issuer_name)


HD_05 = Rule(
    code="HD-05", severity=Severity.WARNING, title="Công đoàn ngành địa phương sau ngày 01/7/2025", lists=False,
    check=no_local_sector, since=form_words().dates["two_levels"],
    what="phần đầu văn bản ghi «{found}»; từ ngày 01/7/2025 không còn công đoàn ngành địa phương",
    fix="ghi tên cơ quan hiện nay; văn bản cũ thì kiểm tra lại ngày ghi trên văn bản",
    clause="Luật 97/2025/QH15 sửa đổi Luật Công đoàn, Điều 8",
    why="tổ chức công đoàn còn ba cấp: trung ương, cấp trên cơ sở, cơ sở",
)  # fmt: skip


def commune_upper(paper: Paper) -> Faults:
    """Over a commune's union stands the province's."""
    yield from _upper_should(paper, _COMMUNE, _PROVINCE, "Liên đoàn Lao động tỉnh hoặc thành phố")


HD_06 = Rule(
    code="HD-06", severity=Severity.WARNING, title="Trên công đoàn xã, phường, đặc khu", check=commune_upper,
    what=_WHAT, fix=_FIX, clause=_SECTION_2, since=form_words().dates["two_levels"], lists=False,
    why="công đoàn xã, phường, đặc khu trực thuộc Liên đoàn Lao động tỉnh, thành phố",
)  # fmt: skip


def grassroots_upper(paper: Paper) -> Faults:
    """Over a grassroots union stands a union."""
    name = paper.letterhead.issuer_name
    if begins(name, ("CÔNG ĐOÀN CƠ SỞ", "CĐCS")) and not paper.letterhead.upper:
        yield found(at("co_quan_ban_hanh", paper.letterhead.issuer[0]))


HD_07 = Rule(
    code="HD-07", severity=Severity.WARNING, title="Trên công đoàn cơ sở", check=grassroots_upper, lists=False,
    what="trên tên công đoàn cơ sở không có công đoàn cấp trên",
    fix="ghi tên công đoàn cấp trên trực tiếp đã công nhận công đoàn cơ sở", clause=_SECTION_2,
    why="người đọc biết công đoàn cơ sở thuộc đâu",
)  # fmt: skip


def cluster_head(paper: Paper) -> Faults:
    """An emulation cluster that issues by its own name stands under a union and is signed for by its head."""
    head = paper.letterhead
    if not begins(head.issuer_name, _CLUSTER):
        return
    yield from _upper_should(paper, _CLUSTER, (_TOP, "LIÊN ĐOÀN LAO ĐỘNG", "LĐLĐ", "CÔNG ĐOÀN"), "công đoàn")
    for block in paper.signatures[:1]:
        titles = [" ".join(line.text.split()) for line in block.titles]
        if not any(begins(title.removeprefix("KT. "), _CLUSTER_TITLES) for title in titles):
            yield found(at("chuc_vu_ky", block.titles[-1]), found=titles[-1], expected="«CỤM TRƯỞNG», «CỤM PHÓ»")


HD_09 = Rule(
    code="HD-09", severity=Severity.WARNING, title="Văn bản của cụm, khối thi đua", check=cluster_head, lists=False,
    what="ghi «{found}»; cần {expected}",
    fix="trên tên cụm ghi công đoàn đã lập cụm; ký «TM. CỤM THI ĐUA» / «CỤM TRƯỞNG»; hoặc dùng phần đầu của đơn vị cụm "
    "trưởng", clause=f"{_SECTION_2}; II.3.a", why="cụm thi đua do công đoàn cấp trên lập, cụm trưởng thay mặt",
)  # fmt: skip

RULES = (HD_C1, HD_C2, HD_C3, HD_00, HD_01, HD_02, HD_03, HD_04, HD_05, HD_06, HD_07, HD_09)
