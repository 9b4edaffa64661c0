"""Turn a Paper into the frame of its page: letterhead, type and subject, whom it is for, its basis, who signs."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.documents.basis import Basis, basis_on
from drafter.fill.values import Carried
from drafter.model.organisation import Standing
from drafter.model.period import Period
from drafter.render.measure import title_lines
from drafter.render.paper import Paper
from drafter.render.slots import gap
from drafter.standards.levels import full_name, level_rules
from drafter.wording.dates import lunar_year, short_date

_TITLE_PT, _TITLE_MM = 14, 150.0
_DECISION = "QĐ"
_BODIES = {
    "BAN THƯỜNG VỤ": "Ban Thường vụ",
    "BAN CHẤP HÀNH": "Ban Chấp hành",
    "ĐOÀN CHỦ TỊCH": "Đoàn Chủ tịch",
}
"""Collective bodies as a sentence names them (VH-01): these stand before the union's name, any other is the name."""


def frame_slots(paper: Paper) -> Mapping[str, object]:
    """What every template may say of the paper itself."""
    standing, office = paper.standing, paper.office
    return {
        "ten_loai": paper.kind.type_name,
        "ten_loai_thuong": paper.kind.attached_to or paper.kind.type_name.capitalize(),
        "trich_yeu": list(title_lines(paper.kind.subject_lines(paper.period), _TITLE_PT, _TITLE_MM, bold=True)),
        "so_lieu_tam": paper.provisional,
        "ky": paper.period.words,
        "ky_sau": paper.period.following().words,
        "ky_truoc": _before(paper.period),
        "ngay_dau_ky": short_date(paper.period.start),
        "ngay_cuoi_ky": short_date(paper.period.end),
        "nhiem_ky_hien_tai": _term_years(paper),
        "nam_am_lich": f"{lunar_year(paper.period.year)} {paper.period.year}",
        "nam_am_lich_sau": f"{lunar_year(paper.period.year + 1)} {paper.period.year + 1}",
        "ky_hieu": paper.symbol,
        "nam_ban_hanh": paper.day.year,
        "kinh_gui": addressees(paper),
        "kinh_gui_mot": addressees(paper)[0] if len(addressees(paper)) == 1 else "",
        "can_cu": list(basis_of(paper).lines),
        "tham_quyen": list(title_lines(authority_line(standing), _TITLE_PT, _TITLE_MM, bold=True)),
        "tap_the_ky": body_words(standing),
        "kem_theo": attached_line(paper),
        "noi_nhan": _recipients(paper),
        "ky_ten": {"chuc_vu": signing_lines(standing), "ho_ten": standing.signer.name if standing.signer else ""},
        "co_quan": {
            "cap_tren": list(standing.upper_lines),
            "ten": list(standing.own_lines),
            "ten_goi": standing.name,
            "goi_tat": office.organisation.aliases[0] if office.organisation.aliases else standing.name,
            "dia_danh": standing.place,
            "cap_tren_goi": office.superior,
            "cap_uy": office.party,
            "chinh_quyen": office.government,
            "don_vi": office.unit_noun,
        },
    }


def _before(period: Period) -> str:
    """The same period a year before in words; empty for a term, which has none."""
    before = period.same_period_last_year()
    return before.words if before else ""


def _term_years(paper: Paper) -> str:
    """The years of the office's term that the period lies in («2023-2028»); empty where its settings name none."""
    terms = [Period.parse(code) for code in paper.office.congresses]
    found = [term for term in terms if term.contains(paper.period)]
    return f"{found[-1].year}-{found[-1].end_year}" if found else ""


def basis_of(paper: Paper) -> Basis:
    """What the paper cites on its day, with what is doubtful about it."""
    return basis_on(paper.kind.basis, paper.day)


def addressees(paper: Paper) -> list[str | Carried]:
    """The lines of «Kính gửi»; one that the office's settings leave empty is a visible gap (format rule ST-05)."""
    office = paper.office
    known = {
        "cap_tren": office.superior,
        "cap_uy": office.party,
        "chinh_quyen": office.government,
        "don_vi": office.unit_noun,
    }
    found: list[str | Carried] = []
    for line in paper.kind.addressed_to:
        said = line.format_map(known)
        found.append(said if said.strip() else gap(f"kinh_gui/{paper.organisation}/{paper.period}", "nơi gửi văn bản"))
    return found


def signing_lines(standing: Standing) -> list[str]:
    """Who signs, line by line.

    A deputy signs «KT. CHỦ TỊCH» (NĐ 30/2020, Điều 13; format rule SG-05, form a), or for the collective without it
    where the office has chosen so (form b, as in 1014/QĐ-TLĐ).
    """
    lines = [f"TM. {standing.authority}"] if standing.authority else []
    signer = standing.signer
    if signer is None:
        return lines
    replacing = signer.deputy and signer.in_place_of_head
    return [*lines, *([f"KT. {level_rules()[standing.level].head}"] if replacing else []), signer.title]


def authority_line(standing: Standing) -> str:
    """Who decides, as a decision says it under its subject: «BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH …» (ST-11)."""
    name = full_name(standing.name).upper()
    return f"{standing.authority} {name}" if standing.authority in _BODIES else name


def body_words(standing: Standing) -> str:
    """The body that decides, inside a sentence: «Ban Thường vụ Liên đoàn Lao động tỉnh …»."""
    name = full_name(standing.name)
    return f"{_BODIES[standing.authority]} {name}" if standing.authority in _BODIES else name


def attached_line(paper: Paper) -> str:
    """«(Kèm theo Quyết định số …/QĐ-LĐLĐ ngày … tháng … năm 2026 của …)», number and day blank as in the paper."""
    standing = paper.standing
    whose = body_words(standing) if paper.kind.symbol == _DECISION else full_name(standing.name)
    return (
        f"(Kèm theo {paper.kind.attached_to or paper.kind.type_name.capitalize()} số        /{paper.symbol} "
        f"ngày       tháng       năm {paper.day.year} của {whose})"
    )


def _recipients(paper: Paper) -> list[str]:
    """The lines of nơi nhận. The first is the kind's own, or «Như trên» where it is addressed to somebody (ST-06).

    Whom the paper is addressed to is in «Như trên» already.
    """
    first = paper.kind.first_recipient or ("Như trên" if paper.kind.addressed_to else "")
    above = tuple(full_name(str(one)) for one in addressees(paper)) if first == "Như trên" else ()
    lines = (line.format(don_vi=paper.office.unit_noun) for line in paper.office.recipients)
    own = [line for line in lines if not (above and full_name(line).startswith(above))]
    return [*(f"- {line};" for line in (*([first] if first else []), *own)), f"- Lưu: {paper.office.archive}."]
