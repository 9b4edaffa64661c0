"""Turn [khen-thuong] and [giay-khen] of a `drafter.toml` into an office's choices for award papers, or its faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drafter.model.award_choices import AwardChoices, CertificateLayout, ListOrder
from drafter.standards.bonus import BonusRounding

FIELDS = (
    "tham-quyen", "ten-giay", "dong-tu", "ho-ten", "don-vi", "thanh-tich", "so-qd", "vao-so", "ngay", "chuc-vu-ky",
    "nguoi-ky",
)  # fmt: skip
"""The fields of a certificate that can be moved, as [giay-khen.dich] names them: the slots of its page."""

_CODES = {"unicode": False, "tcvn3": True}
_MOST_MM = 200


def award_choices(data: Mapping[str, Any]) -> AwardChoices:
    """The choices; what the office does not say is as in AwardChoices. The data has no fault (see `award_faults`)."""
    body, page, usual = _table(data, "khen-thuong"), _table(data, "giay-khen"), AwardChoices()
    moves = {name: (float(right), float(down)) for name, (right, down) in _table(page, "dich").items()}
    return AwardChoices(
        order=ListOrder(body.get("sap-xep", usual.order)),
        rounding=str(body.get("lam-tron", usual.rounding)),
        council=str(body.get("hoi-dong", usual.council)),
        certificate=CertificateLayout(
            right=float(page.get("sang-phai", 0)),
            down=float(page.get("xuong-duoi", 0)),
            moves=moves,
            preprinted=bool(page.get("phoi-in-san", False)),
            tcvn3=_CODES[str(page.get("ma-chu", "unicode"))],
        ),
    )


def award_faults(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each fault as the entry it is in, what is wrong with it, and an example of how to write it."""
    for name in ("khen-thuong", "giay-khen"):
        if name in data and not isinstance(data[name], Mapping):
            yield name, "phải là một mục trong ngoặc vuông", f"[{name}]"
    body, page = _table(data, "khen-thuong"), _table(data, "giay-khen")
    yield from _choice(body, "[khen-thuong] sap-xep", [order.value for order in ListOrder])
    yield from _choice(body, "[khen-thuong] lam-tron", [mode.value for mode in BonusRounding])
    yield from _choice(page, "[giay-khen] ma-chu", list(_CODES))
    if not isinstance(body.get("hoi-dong", ""), str):
        yield "[khen-thuong] hoi-dong", "phải là chữ đặt trong ngoặc kép", 'hoi-dong = "Hội đồng Thi đua - Khen thưởng"'
    if not isinstance(page.get("phoi-in-san", False), bool):
        yield "[giay-khen] phoi-in-san", "phải là true hoặc false", "phoi-in-san = true"
    for key in ("sang-phai", "xuong-duoi"):
        if not _is_mm(page.get(key, 0)):
            yield f"[giay-khen] {key}", f"là «{page[key]}», cần số mm từ -{_MOST_MM} đến {_MOST_MM}", f"{key} = 2.5"
    yield from _moves(page)


def _moves(page: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(page.get("dich", {}), Mapping):
        yield "[giay-khen.dich]", "phải là một mục trong ngoặc vuông", "[giay-khen.dich]"
    for name, move in _table(page, "dich").items():
        if name not in FIELDS:
            yield f"[giay-khen.dich] {name}", "không phải ô nào của giấy khen", " hoặc ".join(FIELDS)
        elif not (isinstance(move, list) and len(move) == 2 and all(map(_is_mm, move))):
            yield f"[giay-khen.dich] {name}", "phải là hai số mm: sang phải, xuống dưới", f"{name} = [0, 3]"


def _choice(body: Mapping[str, Any], field: str, known: list[str]) -> Iterator[tuple[str, str, str]]:
    key = field.rpartition(" ")[2]
    if key in body and body[key] not in known:
        yield field, f"là «{body[key]}», không có trong các cách chọn", " hoặc ".join(f'{key} = "{k}"' for k in known)


def _is_mm(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_MOST_MM <= value <= _MOST_MM


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    return found if isinstance(found, Mapping) else {}
