"""Turn what a template sees of last year's paper into offers: what each slot prints, the lists, the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from drafter.adoption.offers import Offer, Role
from drafter.adoption.repeats import Entry, Listing
from drafter.adoption.words import Word
from drafter.fill.values import Carried, Phrase, carried_of
from drafter.render.cluster_figures import column_names, listed_names, short_name
from drafter.render.paper import Paper
from drafter.render.slots import GAP, FigureSlot
from drafter.standards.levels import full_name

_FIELDS: tuple[tuple[str, Role], ...] = (
    ("ket_qua", Role.RESULT),
    ("theo_don_vi", Role.LISTED),
    ("so_sanh", Role.CHANGE),
    ("", Role.VALUE),
    ("tren_chi_tieu", Role.OF_TARGET),
    ("gon", Role.SHORT),
    ("gon_ba", Role.SHORT),
    ("so", Role.NUMBER),
    ("ty_le", Role.PERCENT),
    ("chi_tieu", Role.TARGET),
    ("chi_tieu_so", Role.TARGET),
    ("ky_truoc", Role.BEFORE),
    ("danh_gia", Role.VERDICT),
)
_WHOLE = (Role.RESULT, Role.LISTED, Role.SHORT)  # nothing of their own where they print the value alone
# Lists of the frame, which the standard letterhead and signing block print, and those of tables and workbooks.
_NO_LINES = frozenset(
    {
        "trich_yeu", "noi_nhan", "tham_quyen", "kinh_gui", "hang_don_vi", "hang_don_vi_abc", "hang_khen_thuong",
        "cum.so_sanh", "cum.cot", "cum.bang", "nhiem_ky.nam", "nhiem_ky.so_lieu", "nhiem_ky.nguon", "nhiem_ky.thieu",
        "xep_loai.muc", "xep_loai.danh_sach", "xep_loai.don_vi", "de_nghi.bien_ban.phieu", "de_nghi.bien_ban.ket_qua",
    }
)  # fmt: skip
_NOMINATED = tuple(f"de_nghi.{name}" for name in ("trinh", "quyet", "ca_dot"))
_GROUPS = frozenset(
    {
        "noi_bat", "khen_thuong", "chi_tieu", "tien_do", "cum", "cum.y_kien", "nhiem_ky",
        "xep_loai", "xep_loai.tong", "xep_loai.so_sanh",
        "de_nghi", "de_nghi.bien_ban", *_NOMINATED, *(f"{name}.tien" for name in _NOMINATED),
    }
)  # fmt: skip
_CAPITAL = "ten | capitalize"  # how a line that begins with a grade says it
_SHARES = "{% for o in x.o %}{% if o.co %}; {{ o.ten }} {{ o.so }} đơn vị ({{ o.ty_le }}){% endif %}{% endfor %}"
_ASKED_FOR = {
    **{name: f"cho_trong.{name}" for name in ("uu_diem", "han_che", "phuong_huong", "chi_tieu_ky_sau")},
    "nhiem_ky.chi_tieu": "nhiem_ky.trong.chi_tieu",
    "nhiem_ky.sau": "cho_trong.chi_tieu_ky_sau",
    "cum.de_nghi_khen": "cum.cho_trong.de_nghi_khen",
    "xep_loai.chua_xep": '"Không có."',
    "xep_loai.khong_dat_dieu_kien": '"Không có."',
    "xep_loai.so_sanh.muc": '"Chưa có kết quả xếp loại năm trước để so sánh."',
}
_NAMES = (
    ("co_quan.ten_goi", "ten_goi"),
    ("co_quan.goi_tat", "goi_tat"),
    ("co_quan.cap_tren_goi", "cap_tren_goi"),
    ("co_quan.cap_uy", "cap_uy"),
    ("co_quan.chinh_quyen", "chinh_quyen"),
)
# What is said where there is none of it: the value itself is empty then.
_NONE_OF_IT = {"chi_tieu.chua_dat_so": ' or "không có chỉ tiêu"'}
_CODE = re.compile(r"[A-Z]\d\d[a-z]?")
_SIMPLE = (str, Carried, Phrase)


def figure_offers(slots: Mapping[str, FigureSlot], before: str = "") -> Iterator[Offer]:
    """What each slot of a figure prints; nothing for a gap. `before` comes before the code in an expression."""
    for code, slot in slots.items():
        plain = printed(slot.carried())
        if not plain and not before:
            yield Offer(code, slot.carried().text, code, Role.VALUE)  # a gap that stands there yet
        for name, role in _FIELDS:
            text = printed(slot[name]) if name else plain
            if text and not (role in _WHOLE and text == plain) and (role is not Role.LISTED or slot.listed_only()):
                yield Offer(f"{before}{code}" + (f".{name}" if name else ""), text, code, role)


def plan_offers(slots: Mapping[str, FigureSlot]) -> Iterator[Offer]:
    """What the targets of the next period print: all that lines on what is to come may be held against."""
    for code, slot in slots.items():
        for name in ("chi_tieu", "chi_tieu_so") if slot.total.target is not None else ():
            text = printed(slot[name])
            role = Role.VALUE if name == "chi_tieu" else Role.NUMBER
            if text:
                yield Offer(f"chi_tieu_sau.{code}.{name}", text, code, role)


def printed(value: object) -> str:
    """What a value prints; empty where that is a gap, nothing, or no text."""
    if isinstance(value, Phrase):
        parts = [part if isinstance(part, str) else printed(part) for part in value.parts]
        return "".join(parts) if all(parts) else ""
    found = carried_of(value)
    if found is not None:
        return "" if found.key.endswith(GAP) or found.highlight else found.text
    return value if isinstance(value, str) else ""


def other_offers(context: Mapping[str, object]) -> Iterator[Offer]:
    """Counts that are no figure of the catalogue: of awards, of targets."""
    for group in ("khen_thuong", "chi_tieu", "tien_do"):
        found = context.get(group)
        for name, value in found.items() if isinstance(found, Mapping) else ():
            text = printed(value) if isinstance(value, (Carried, Phrase)) else ""
            if any(letter.isdigit() for letter in text):
                code = "".join(key_parts(value.key)) if isinstance(value, Carried) else f"{group}.{name}"
                instead = _NONE_OF_IT.get(f"{group}.{name}", "")
                yield Offer(f"{group}.{name}{instead}", text, code, Role.VALUE)

    gaps = context.get("cho_trong")
    for name, value in gaps.items() if isinstance(gaps, Mapping) else ():
        yield Offer(f"cho_trong.{name}", str(value), f"cho_trong.{name}", Role.VALUE)


def to_date_offers(context: Mapping[str, object], codes: Iterable[str]) -> Iterator[Offer]:
    """What a review within the year prints: whole results (`so_ket`), the year to date (`luy_ke`)."""
    results, upto = context.get("so_ket"), context.get("luy_ke")
    if not isinstance(results, Mapping) or not isinstance(upto, Mapping):
        return
    for code in codes:
        slot = cast(FigureSlot, upto[code])
        yield from figure_offers({code: slot}, "luy_ke.")
        whole = str(results[code])
        if slot.reported and whole != printed(slot.carried()):
            yield Offer(f"so_ket.{code}", whole, code, Role.RESULT)


def key_parts(key: str) -> tuple[str, str]:
    """A carrier's key («E01/…/2024#ty_le») as a figure's code and aspect; of what is no figure all is its code."""
    body, mark, aspect = key.partition("#")
    code = body.split("/")[0]
    return (code, mark + aspect) if _CODE.fullmatch(code) else (code + mark + aspect, "")


def listings(context: Mapping[str, object]) -> tuple[Listing, ...]:
    """The lists that lines may print, the longest first."""
    found = [one for name, value in context.items() for one in _lists(name, value)]
    return tuple(sorted(found, key=lambda one: -len(one.entries)))


def _lists(name: str, value: object) -> Iterator[Listing]:
    if name in _NO_LINES or isinstance(value, FigureSlot):
        return
    if isinstance(value, Mapping) and name in _GROUPS:
        for inner, one in value.items():
            yield from _lists(f"{name}.{inner}", one)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        entries = [_entry(one) for one in value]
        if name == "xep_loai.tong.o":
            entries = [{_CAPITAL: entry["ten"].capitalize(), **entry} for entry in entries]
        elif name == "xep_loai.khoi":
            entries = [{_SHARES: _shares(one), **entry} for one, entry in zip(value, entries, strict=True)]
        if all(any(entry.values()) for entry in entries) and len({tuple(entry) for entry in entries}) == 1:
            yield Listing(name, tuple(entries), _ASKED_FOR.get(name, ""), not name.startswith("de_nghi."))


def _shares(sector: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """What a line of a sector says of its grades one after the other."""
    return "".join(f"; {one['ten']} {one['so']} đơn vị ({one['ty_le']})" for one in sector["o"] if one["co"])


def _entry(value: object) -> Entry:
    """What an entry prints, the gaps of an unfinished draft too; {} where that is no text."""
    if isinstance(value, _SIMPLE):
        return {"": str(value)}
    if not isinstance(value, Mapping) or isinstance(value, FigureSlot):
        return {}
    return {str(name): str(one) for name, one in value.items() if isinstance(one, _SIMPLE) or _is_whole(one)}


def _is_whole(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value == int(value)


def words(context: Mapping[str, object]) -> tuple[Word, ...]:
    """The periods, days, years and names that a template says by itself."""
    found = [Word(str(context[name]), name, year=True) for name in ("ky", "ky_sau", "ky_truoc") if context.get(name)]
    found += [Word(str(context[name]), name) for name in ("ngay_cuoi_ky", "ngay_dau_ky") if context.get(name)]
    term = context.get("nhiem_ky")
    years, name = str(context.get("nhiem_ky_hien_tai") or ""), "nhiem_ky_hien_tai"
    if isinstance(term, Mapping):  # the paper's own term, which need not be the one of its day
        years, name = str(term["so_nam"]), "nhiem_ky.so_nam"
    if years:
        found += [Word(years, name)]
        found += [Word(years.replace("-", dash), f"{name} | replace('-', '{dash}')") for dash in (" - ", " – ", "–")]
    cluster = context.get("cum")
    if isinstance(cluster, Mapping):
        found.append(Word(str(cluster["ten"]), "cum.ten"))
    for name in ("nam_am_lich", "nam_am_lich_sau"):
        named = str(context[name])  # «Giáp Thìn 2024», often without its number
        found += [Word(named, name), Word(named[:-5], f"{name}[:-5]")]
    signer = context["ky_ten"]
    if isinstance(signer, Mapping) and signer.get("ho_ten"):
        found.append(Word(str(signer["ho_ten"]), "ky_ten.ho_ten"))
    office = context["co_quan"]
    assert isinstance(office, Mapping)
    found += [Word(str(office[key]), name) for name, key in _NAMES if office.get(key)]
    return tuple(word for word in found if word.text.strip())


def own_names(paper: Paper) -> frozenset[str]:
    """The bodies that a paper of this office may name in any year, in lower case."""
    office = paper.office
    names = [paper.standing.name, office.superior, office.party, office.government, *office.granters.values()]
    names += [*office.organisation.aliases, *paper.names.values()]
    names += [name.replace("Công đoàn cơ sở ", "CĐCS ", 1) for name in paper.names.values()]
    names += ["Tổng Liên đoàn Lao động Việt Nam", "Tổng LĐLĐ Việt Nam", "Công đoàn Việt Nam"]
    return frozenset(full_name(name).lower() for name in names if name) | frozenset(n.lower() for n in names if n)


def unit_names(paper: Paper) -> tuple[str, ...]:
    """What the units are called in sentences, the longest first: whole, short, and by their place alone."""
    others = [code for code in paper.names if code != paper.organisation]
    found = {name for code in others for name in (paper.names[code], short_name(paper.names[code]))}
    found |= set(column_names(others, paper.names)) | set(listed_names(others, paper.names).values())
    return tuple(sorted(found, key=lambda name: (-len(name), name)))
