"""Turn an office's `drafter.toml` into an Office, its house style and what its forms ask for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from drafter.model.office import Office
from drafter.model.organisation import Level, Organisation, Signer, Standing
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.levels import letterhead
from drafter.wording.style import Billion, Over, Rounding, Style, Yearly

UNREADABLE = ProblemKind(
    code="W101",
    severity=Severity.ERROR,
    title="Không đọc được drafter.toml",
    what="tệp cấu hình viết sai cú pháp: {found}",
    fix='mở tệp bằng Notepad, sửa dòng được nêu (chữ đặt trong dấu ngoặc kép "…"), rồi lưu lại với mã UTF-8',
)
MISSING = ProblemKind(
    code="W102",
    severity=Severity.ERROR,
    title="drafter.toml thiếu hoặc sai một mục",
    what="mục «{field}» {found}",
    fix="mở drafter.toml bằng Notepad và ghi mục «{field}», ví dụ: {example}",
)
KINDS = (UNREADABLE, MISSING)

_STYLE_KEYS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "phan-tram": ("percent_mode", {"cat-bot": Rounding.TRUNCATE, "lam-tron": Rounding.HALF_UP}),
    "ty": ("billion", {"tỷ": Billion.TY_Y, "tỉ": Billion.TY_I}),
    "hang-nam": ("yearly", {"hằng năm": Yearly.HANG_BREVE, "hàng năm": Yearly.HANG_PLAIN}),
    "hon": ("over", {"hơn": Over.HON, "trên": Over.TREN}),
    "them-so-0": ("pad_below_ten", {"có": True, "không": False}),
}


@dataclass(frozen=True)
class Settings:
    """What `drafter.toml` says. `asked` are the indicator codes the forms ask for; empty means the whole catalogue.

    `deadline_days` is the number of days after a period's end by which forms are due.
    """

    office: Office
    style: Style
    asked: tuple[str, ...] = ()
    deadline_days: int = 15


def read_settings(path: Path) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read an office's settings; None with problems when they cannot be used. Raises FileNotFoundError."""
    place = Place(file=path.name)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, (UNREADABLE.at(place, found=error),)
    body = _table(data, "co-quan")
    problems = tuple(_faults(data, body, place))
    if problems:
        return None, problems
    return _settings(data, body), ()


def _settings(data: Mapping[str, Any], body: Mapping[str, Any]) -> Settings:
    now = _standing(body, data)
    before = tuple(_standing({**body, **earlier}, data) for earlier in body.get("truoc-day", []))
    organisation = Organisation(
        code=str(body["ma"]),
        standings=(*before, now),
        aliases=tuple(body.get("ten-goi-khac", [])),
    )
    recipients = _table(data, "noi-nhan")
    office = Office(
        organisation=organisation,
        superior=str(body.get("cap-tren", "")),
        party=str(body.get("cap-uy", "")),
        government=str(body.get("chinh-quyen", "")),
        granters={str(level): str(name) for level, name in _table(data, "cap-khen").items()},
        recipients=tuple(map(str, recipients.get("dong", []))),
        archive=str(recipients.get("luu", "VT")),
        unit_noun=str(body.get("goi-don-vi", "đơn vị")),
    )
    forms = _table(data, "bieu-mau")
    return Settings(
        office=office,
        style=_style(_table(data, "cach-viet")),
        asked=tuple(map(str, forms.get("chi-tieu", []))),
        deadline_days=int(forms.get("han-nop-sau-ngay", 15)),
    )


def _standing(body: Mapping[str, Any], data: Mapping[str, Any]) -> Standing:
    level, name, upper = Level(body["cap"]), str(body["ten"]), str(body.get("cap-tren", ""))
    head = letterhead(level, name, upper)
    signer = {**_table(data, "nguoi-ky"), **body.get("nguoi-ky", {})}
    standing = Standing(
        level=level,
        name=name,
        parent=upper,
        valid_from=body.get("tu-ngay"),
        valid_to=body.get("den-ngay"),
        upper_lines=tuple(body.get("dong-cap-tren", head.upper_lines)),
        own_lines=tuple(body.get("dong-ten", head.own_lines)),
        symbol=str(body.get("ky-hieu", head.symbol)),
        place=str(body.get("dia-danh", "")),
        authority=str(signer.get("thay-mat", head.authority)),
    )
    if not signer.get("ho-ten"):
        return standing
    title = str(signer.get("chuc-vu", "CHỦ TỊCH"))
    return replace(standing, signer=Signer(title, str(signer["ho-ten"]), deputy=title.upper().startswith("PHÓ")))


def _style(table: Mapping[str, Any]) -> Style:
    chosen: dict[str, Any] = {
        field: values[str(table[key])] for key, (field, values) in _STYLE_KEYS.items() if key in table
    }
    if "so-le" in table:
        chosen["max_decimals"] = int(table["so-le"])
    return replace(Style(), **chosen)


def _faults(data: Mapping[str, Any], body: Mapping[str, Any], place: Place) -> list[Problem]:
    examples = {
        "ma": 'ma = "LDLD-HUYEN"',
        "ten": 'ten = "Liên đoàn Lao động tỉnh …"',
        "cap": 'cap = "tinh"',
        "dia-danh": 'dia-danh = "Thanh Trì"',
    }
    faults = [
        MISSING.at(place, field=f"[co-quan] {key}", found="còn thiếu", example=example)
        for key, example in examples.items()
        if not body.get(key)
    ]
    levels = [level.value for level in Level]
    for standing in (body, *body.get("truoc-day", [])):
        if standing.get("cap") and standing["cap"] not in levels:
            found = f"là «{standing['cap']}», không có cấp này"
            faults.append(MISSING.at(place, field="[co-quan] cap", found=found, example=" hoặc ".join(levels)))
        for key in ("tu-ngay", "den-ngay"):
            if key in standing and not isinstance(standing[key], date):
                faults.append(
                    MISSING.at(place, field=f"[co-quan] {key}", found="phải là ngày", example=f"{key} = 2025-06-30")
                )
    decimals = _table(data, "cach-viet").get("so-le", 2)
    if not isinstance(decimals, int) or not 0 <= decimals <= 6:
        faults.append(MISSING.at(place, field="[cach-viet] so-le", found=f"là «{decimals}»", example="so-le = 2"))
    for key, (_, values) in _STYLE_KEYS.items():
        chosen = _table(data, "cach-viet").get(key)
        if chosen is not None and chosen not in values:
            example = " hoặc ".join(f'{key} = "{value}"' for value in values)
            faults.append(MISSING.at(place, field=f"[cach-viet] {key}", found=f"là «{chosen}»", example=example))
    return faults


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    return found if isinstance(found, dict) else {}


def settings_text(
    *, code: str, name: str, level: Level, superior: str, place: str, signer: str, party: str = "", government: str = ""
) -> str:
    """A new office's `drafter.toml`, with each choice explained beside it."""
    granters = _granters(level, name, superior, government)
    lines = "\n".join(f'{key} = "{value}"' for key, value in granters.items())
    return _NEW_SETTINGS.format(
        code=code,
        name=name,
        level=level.value,
        superior=superior,
        place=place,
        signer=signer,
        party=party,
        government=government,
        granters=lines,
    )


def _granters(level: Level, name: str, superior: str, government: str) -> dict[str, str]:
    """Who grants at each award level, as far as the office's own place in the union tells."""
    granters = {"TW": "Tổng Liên đoàn Lao động Việt Nam"}
    if level in (Level.PROVINCE, Level.CENTRAL_BRANCH):
        granters["T"] = name
    elif superior:
        granters["T"] = superior
        granters["TT"] = name
    if level is Level.GRASSROOTS:
        granters["CS"] = name
    if government:
        granters["UBND"] = government
    return granters


_NEW_SETTINGS = """\
# Cấu hình của văn phòng. Mở bằng Notepad, sửa chữ trong ngoặc kép rồi lưu lại.
# Dòng bắt đầu bằng dấu # là lời giải thích, máy không đọc.

[co-quan]
ma = "{code}"
ten = "{name}"
# cap: tong-lien-doan, tinh, nganh-trung-uong, huyen (đến 30/06/2025), xa-phuong, co-so, cum-thi-dua
cap = "{level}"
cap-tren = "{superior}"
cap-uy = "{party}"
chinh-quyen = "{government}"
dia-danh = "{place}"
goi-don-vi = "công đoàn cơ sở"
# ky-hieu = "LĐLĐ"        # chữ viết tắt sau số văn bản; bỏ dấu # ở đầu dòng để tự đặt
# dong-ten = ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH …"]   # tự ngắt dòng tên cơ quan ở đầu văn bản

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "CHỦ TỊCH"
ho-ten = "{signer}"

[noi-nhan]
# Các dòng giữa «Nơi nhận:» và dòng «Lưu».
dong = ["{superior} (để báo cáo)", "Các {{don_vi}} trực thuộc"]
luu = "VT"

[cap-khen]
# Tên cơ quan khen ở từng cấp: TW, T, TT (cấp trên trực tiếp cơ sở), CS, UBND.
{granters}

[cach-viet]
phan-tram = "cat-bot"      # cat-bot: 11/12 = 91,66%; lam-tron: 91,67%
so-le = 2
ty = "tỷ"                  # hoặc "tỉ"
hang-nam = "hằng năm"      # hoặc "hàng năm"
hon = "hơn"                # hoặc "trên"
them-so-0 = "có"           # 07 tập thể, 02 năm; "không": 7 tập thể

[bieu-mau]
han-nop-sau-ngay = 15
# Chỉ tiêu hỏi trong biểu gửi đơn vị; danh sách rỗng nghĩa là hỏi toàn bộ danh mục.
chi-tieu = []
"""
