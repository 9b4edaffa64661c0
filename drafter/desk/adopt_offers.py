"""Turn what a template sees of last year's paper into offers: what each slot prints, the lists, the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from drafter.adoption.offers import Offer, Role
from drafter.adoption.repeats import Entry, Listing
from drafter.adoption.words import Word
from drafter.fill.values import Carried, Phrase, carried_of
from drafter.render.paper import Paper
from drafter.render.row_slots import UnitRow
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
# Lists of the frame, which the standard letterhead and signing block print.
_FRAME = frozenset({"trich_yeu", "noi_nhan", "tham_quyen", "kinh_gui", "hang_don_vi", "hang_khen_thuong"})
_ASKED_FOR = frozenset({"uu_diem", "han_che", "phuong_huong", "chi_tieu_ky_sau"})
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
    if name in _FRAME or isinstance(value, FigureSlot):
        return
    if isinstance(value, Mapping) and name in ("noi_bat", "khen_thuong", "chi_tieu", "tien_do"):
        for inner, one in value.items():
            yield from _lists(f"{name}.{inner}", one)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        entries = [_entry(one) for one in value]
        if all(entries) and len({tuple(entry) for entry in entries if entry}) == 1:
            otherwise = f"cho_trong.{name}" if name in _ASKED_FOR else ""
            yield Listing(name, tuple(entry for entry in entries if entry), otherwise)


def _entry(value: object) -> Entry | None:
    if isinstance(value, _SIMPLE):
        text = str(value)  # a gap of an unfinished draft is an entry too
        return {"": text} if text else None
    if not isinstance(value, Mapping) or isinstance(value, FigureSlot):
        return None
    texts = {str(name): printed(one) for name, one in value.items()}
    return texts if all(texts.values()) else None


def unit_rows(context: Mapping[str, object]) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Each unit's name in tables and what its row's cells may hold, by expression («x.E02.so»)."""
    found = []
    rows = context.get("hang_don_vi")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, UnitRow):
            own = {code: slot for code, slot in row.items() if isinstance(slot, FigureSlot)}
            cells = {offer.expression: offer.text for offer in figure_offers(own, "x.")}
            named = {"x.ten": str(row["ten"]), "x.ten_ngan": str(row["ten_ngan"])}
            found.append((str(row["ten"]), {**named, **cells}))
    return tuple(found)


def award_table(context: Mapping[str, object]) -> tuple[Mapping[str, str], ...]:
    """What the cells of each row of the award table hold, by expression («x.hinh_thuc»)."""
    rows = context.get("hang_khen_thuong")
    return tuple(
        {f"x.{name}": value if isinstance(value, str) else printed(value) for name, value in row.items()}
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping)
    )


def words(context: Mapping[str, object]) -> tuple[Word, ...]:
    """The periods, days, years and names that a template says by itself."""
    found = [Word(str(context[name]), name, year=True) for name in ("ky", "ky_sau", "ky_truoc") if context.get(name)]
    found += [Word(str(context[name]), name) for name in ("ngay_cuoi_ky", "ngay_dau_ky") if context.get(name)]
    if years := str(context.get("nhiem_ky_hien_tai") or ""):
        found += [Word(years, "nhiem_ky_hien_tai")]
        found += [
            Word(years.replace("-", dash), f"nhiem_ky_hien_tai | replace('-', '{dash}')")
            for dash in (" - ", " – ", "–")
        ]
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
