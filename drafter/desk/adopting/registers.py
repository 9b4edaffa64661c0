"""Turn what a paper says of its registers (cluster members, posts, scores, term targets) into stretches for slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from drafter.adoption.offers import Offer
from drafter.adoption.phrases import Said
from drafter.desk.adopting.offers import figure_offers, printed
from drafter.fill.values import Carried, Phrase
from drafter.render.cluster_figures import ClusterFigure
from drafter.render.slots import GAP

_HEAD, _DEPUTY = ("cụm trưởng",), ("cụm phó",)
_POSTS: Mapping[str, tuple[tuple[str, ...], bool | None]] = {
    "cum_truong": (_HEAD, False),
    "cum_pho": (_DEPUTY, False),
    "cum_truong_sau": (_HEAD, True),
    "cum_pho_sau": (_DEPUTY, True),
    "nguoi_bao_cao": (("thay mặt", "trình bày"), None),
    "truong_doan": (("trưởng đoàn",), None),
}
"""The posts of a cluster by their slots: the words beside which each is meant, and whether it is the next period's."""
_POST_NAMES = {
    "cum_truong": "Cụm trưởng",
    "cum_pho": "Cụm phó",
    "cum_truong_sau": "Cụm trưởng kỳ sau",
    "cum_pho_sau": "Cụm phó kỳ sau",
    "nguoi_bao_cao": "người báo cáo",
    "truong_doan": "trưởng đoàn",
}
_LISTED = ("day_du", "kem", "tung_don_vi", "tong", "thieu", "so_don_vi")
_SHORTEST = 8  # a shorter stretch of a figure is found anywhere by chance
_NOBODY = ' or "không có chỉ tiêu"'
_TALLIES: Mapping[str, tuple[str, ...]] = {
    "tong": ("đề ra", "gồm", "giao", "nghị quyết"),
    "dat_va_vuot": ("đạt và vượt", "hoàn thành và vượt"),
    "chua_dat_so": ("chưa đạt", "chưa hoàn thành"),
    "dang_so": ("đang thực hiện",),
    "thieu_so": ("chưa đủ số liệu",),
    "bang_loi_so": ("đánh giá bằng lời",),
}
_PLANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "chi_tieu": {
        "tong": ("được giao", "trong"),
        "dat_va_vuot": ("đạt và vượt", "hoàn thành và vượt"),
        "chua_dat_so": ("chưa đạt", "chưa hoàn thành"),
    },
    "tien_do": {"tong": ("được giao", "trong"), "da_dat": ("đã đạt", "đạt hoặc vượt")},
}
"""The counts of targets given for a year: the words beside which each is meant, where two are alike."""
_PLAN_NAMES = {"tong": "chỉ tiêu được giao", "chua_dat_so": "chỉ tiêu chưa đạt"}
_CONGRESS = {"dai_hoi": False, "dai_hoi_sau": True}


def register_phrases(context: Mapping[str, object]) -> Iterator[Said]:
    """The stretches of a text that registers print."""
    yield from _of_plans(context)
    yield from _of_awards(context)
    yield from _of_minutes(context)
    grades = context.get("xep_loai")
    if isinstance(grades, Mapping) and grades["co"]:
        yield from _of_grades(grades)
    cluster, term = context.get("cum"), context.get("nhiem_ky")
    if isinstance(cluster, Mapping):
        yield from _of_cluster(cluster)
    if isinstance(term, Mapping):
        yield from _of_term(term)
        yield from _by_year(context)


def register_offers(context: Mapping[str, object]) -> Iterator[Offer]:
    """What a cluster itself reported of a figure that its members give no total of."""
    cluster = context.get("cum")
    for code, figure in cluster.items() if isinstance(cluster, Mapping) else ():
        if isinstance(figure, ClusterFigure) and figure.slot.reported and not figure.whole.reported:
            yield from figure_offers({code: figure.slot}, "cum.")


def own_bodies(context: Mapping[str, object]) -> frozenset[str]:
    """The names of the cluster, in lower case."""
    cluster = context.get("cum")
    if not isinstance(cluster, Mapping):
        return frozenset()
    return frozenset({str(cluster["ten"]).lower(), "cụm thi đua", "cụm"})


# -- targets of the year, nominations ----------------------------------------------------------------------------------


def _of_plans(context: Mapping[str, object]) -> Iterator[Said]:
    for group, counts in _PLANS.items():
        found = context.get(group)
        if not isinstance(found, Mapping):
            continue
        for name, cues in counts.items():
            instead = _NOBODY if name == "chua_dat_so" else ""
            label = _PLAN_NAMES.get(name, "chỉ tiêu đạt và vượt")
            text = printed(found.get(name))
            yield Said(text, f"{group}.{name}{instead}", f"{group}.{name}", cues, strict=True, name=label)


_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "quyet": ("điều 1", "khen thưởng", "tặng"),
    "trinh": ("trình", "đề nghị"),
    "ca_dot": ("xem xét hồ sơ", "gồm"),
}


def _of_awards(context: Mapping[str, object]) -> Iterator[Said]:
    """What a letter, a decision and the minutes say of all that is nominated."""
    nominated = context.get("de_nghi")
    if not isinstance(nominated, Mapping):
        return
    for section, cues in _SECTIONS.items():
        part = nominated.get(section)
        if not isinstance(part, Mapping):
            continue
        yield Said(printed(part.get("tong")), f"de_nghi.{section}.tong", cues=cues, name="tổng số được đề nghị")
        money = part.get("tien")
        if isinstance(money, Mapping):
            base, whole = printed(money.get("luong_co_so")), printed(money.get("tong"))
            yield Said(base, f"de_nghi.{section}.tien.luong_co_so", "luong_co_so", ("lương cơ sở",), strict=True)
            yield Said(whole, f"de_nghi.{section}.tien.tong", cues=("tổng số tiền", "tổng tiền"), strict=True)


_COUNCIL: Mapping[str, tuple[str, ...]] = {
    "thanh_vien": ("có", "gồm", "tổng số"),
    "co_mat": ("có mặt", "dự họp"),
    "vang": ("vắng",),
    "so_chua_du": ("chưa đủ", "không đủ"),
}

_FAILED = (
    "{% for x in de_nghi.bien_ban.chua_du %}{{ x.ten }} ({{ x.phieu }}, cần {{ x.can }})"
    "{% if not loop.last %}; {% endif %}{% endfor %}"
)


def _of_minutes(context: Mapping[str, object]) -> Iterator[Said]:
    """How many were there to judge, and how many nominations got too few votes; what was still to come."""
    nominated = context.get("de_nghi")
    minutes = nominated.get("bien_ban") if isinstance(nominated, Mapping) else None
    if not isinstance(nominated, Mapping) or not isinstance(minutes, Mapping):
        return
    yield Said(printed(nominated.get("hoi_dong")), "de_nghi.hoi_dong")
    for name, cues in _COUNCIL.items():
        instead = ' or "0 thành viên"' if name == "vang" else ""
        only = "de_nghi.bien_ban.so_chua_du" if name == "so_chua_du" else ""
        yield Said(printed(minutes[name]), f"de_nghi.bien_ban.{name}{instead}", cues=cues, strict=True, needed=only)
    failed = cast("Sequence[Mapping[str, object]]", minutes["chua_du"])
    yield Said("; ".join(f"{one['ten']} ({one['phieu']}, cần {one['can']})" for one in failed), _FAILED)
    yield from _gaps("de_nghi.cho_trong", cast("Mapping[str, object]", nominated["cho_trong"]))


# -- a classification --------------------------------------------------------------------------------------------------

_GRADED: Mapping[str, tuple[str, ...]] = {
    "tong.tong": ("tổng số công đoàn cơ sở", "tổng số cđcs"),
    "tong.duoc_danh_gia": ("được đánh giá",),
    "tong.chua_xep": ("chưa xếp loại", "chưa được xếp loại"),
    "tot_tro_len.so": ("trở lên",),
    "tot_tro_len.ty_le": ("trở lên",),
    "nha_nuoc.tren": ("khu vực nhà nước",),
    "nha_nuoc.ty_le": ("khu vực nhà nước",),
    "ngoai_nha_nuoc.tren": ("ngoài nhà nước", "ngoài khu vực nhà nước"),
    "ngoai_nha_nuoc.ty_le": ("ngoài nhà nước", "ngoài khu vực nhà nước"),
    "so_sanh.len.so": ("lên mức", "tăng mức"),
    "so_sanh.xuong.so": ("xuống mức", "giảm mức"),
    "so_sanh.giu.so": ("giữ nguyên",),
}
_MOVED = ("len", "xuong")


def _of_grades(grades: Mapping[str, object]) -> Iterator[Said]:
    """What is said of all unions that were classified, and of those that went up or down."""
    for name, cues in _GRADED.items():
        group, *fields = name.split(".")
        value: object = grades[group]
        for field in fields:
            value = value.get(field) if isinstance(value, Mapping) else None
        text = printed(value)
        if text and text != "–":
            only, label = "xep_loai.so_sanh.co" if group == "so_sanh" else "", f"xếp loại – {cues[0]}"
            yield Said(text, f"xep_loai.{name}", f"xep_loai.{name}", cues, strict=True, needed=only, name=label)
    change = grades["so_sanh"]
    for name in _MOVED if isinstance(change, Mapping) and change["co"] else ():
        moved = cast("Mapping[str, object]", cast("Mapping[str, object]", change)[name])
        if moved["co"]:
            yield Said(str(moved["ten"]), f'xep_loai.so_sanh.{name}.ten or "không có"')
    yield from _gaps("xep_loai.trong", cast("Mapping[str, object]", grades["trong"]))


# -- a cluster ---------------------------------------------------------------------------------------------------------


def _of_cluster(cluster: Mapping[str, object]) -> Iterator[Said]:
    yield Said(str(cluster["ten"]), "cum.ten")
    yield Said(str(cluster["thanh_vien"]), "cum.thanh_vien")
    yield Said(str(cluster["so_don_vi"]), "cum.so_don_vi", cues=("gồm", "có", "cụm"), strict=True)
    for slot in _POSTS:
        yield from _of_post(slot, cast("Mapping[str, object]", cluster[slot]))
    for code, figure in cluster.items():
        if isinstance(figure, ClusterFigure):
            yield from _of_figure(code, figure)
    yield from _gaps("cum", cluster)
    yield from _gaps("cum.cho_trong", cast("Mapping[str, object]", cluster["cho_trong"]))
    if "tong_toi_da" in cluster:
        points, base = str(cluster["tong_toi_da"]), str(cluster["goc_phieu"])
        yield Said(points, "cum.tong_toi_da", cues=("bảng điểm", "thang điểm", "tổng điểm tối đa"), strict=True)
        yield Said(base, "cum.goc_phieu", cues=("tính trên", "so với"), strict=True)


def _of_post(slot: str, post: Mapping[str, object]) -> Iterator[Said]:
    """Who holds a post, in one or by name and title."""
    cues, ahead = _POSTS[slot]
    label = _POST_NAMES[slot]
    name, title = str(post["ho_ten"]), str(post["chuc_vu"])
    if post["co"]:
        yield Said(str(post["goi"]), f"cum.{slot}.goi", cues=cues, ahead=ahead, name=label)
    if name:
        instead = f"cum.{slot}.ho_ten or cum.{slot}.goi"  # nobody yet: the gap says so
        yield Said(name, instead, cues=cues, ahead=ahead, strict=True, name=label)
    if name and title:
        yield Said(title, f"cum.{slot}.chuc_vu", cues=(name.lower(), *cues), ahead=ahead, strict=True, name=label)


def _of_figure(code: str, figure: ClusterFigure) -> Iterator[Said]:
    """What is said of a figure unit by unit; what its whole prints alone is matched as any figure's."""
    if not figure.reported:
        return
    for name in _LISTED:
        text = str(figure[name])
        behind_total = name != "kem" or figure.slot.reported  # else nothing would say that it is still to come
        if behind_total and len(text) >= _SHORTEST and text != str(figure.slot.carried()):
            instead = f" or cum.{code}" if name == "tong" else ""
            yield Said(text, f"cum.{code}.{name}{instead}", code)


def _gaps(expression: str, found: Mapping[str, object]) -> Iterator[Said]:
    """What was still to come."""
    for name, value in found.items():
        if isinstance(value, Carried) and value.key.endswith(GAP):
            yield Said(value.text, f"{expression}.{name}")
        elif isinstance(value, Mapping) and isinstance(value.get("goi"), Carried):
            yield Said(str(value["goi"]), f"{expression}.{name}.goi")


# -- a term ------------------------------------------------------------------------------------------------------------


def _of_term(term: Mapping[str, object]) -> Iterator[Said]:
    for name, ahead in _CONGRESS.items():
        yield Said(str(term[name]), f"nhiem_ky.{name}", ahead=ahead)
    yield Said(str(term["khoa"]), "nhiem_ky.khoa", cues=("khóa ", "khoá "), strict=True)
    for name, cues in _TALLIES.items():
        text = printed(term[name])
        instead = "" if name == "tong" else _NOBODY
        yield Said(text, f"nhiem_ky.{name}{instead}", cues=cues, strict=True, name=f"chỉ tiêu nhiệm kỳ – {cues[0]}")
    yield Said(str(term["nam_thieu"]), "nhiem_ky.nam_thieu", needed="nhiem_ky.nam_thieu")
    yield from _gaps("nhiem_ky.trong", cast("Mapping[str, object]", term["trong"]))


def _by_year(context: Mapping[str, object]) -> Iterator[Said]:
    """A rate year by year, which no rate of the whole term replaces."""
    rates = context.get("theo_nam")
    for code, rate in rates.items() if isinstance(rates, Mapping) else ():
        told = rate["cau"]
        if isinstance(told, Phrase) and told:
            yield Said(str(told), f"theo_nam.{code}.cau or {code}", code)
