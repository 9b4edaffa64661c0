"""Turn an office's `drafter.toml` into an Office, its house style and what its forms ask for."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.intake.office_awards import award_choices
from drafter.intake.office_calendar import NEW_CALENDAR, calendar_of, mail_server_of
from drafter.intake.office_check import (
    DEPUTY_FORMS,
    MISSING,
    STYLE_KEYS,
    congress_tables,
    earlier_standings,
    faults,
    table,
)
from drafter.model.mail import MailServer
from drafter.model.office import Congress, Office
from drafter.model.organisation import Level, Organisation, Signer, Standing
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.schedule.calendar import Calendar, default_calendar
from drafter.standards.levels import letterhead, level_rules, name_lines, signing_authority
from drafter.wording.style import Style

UNREADABLE = ProblemKind(
    code="W101",
    severity=Severity.ERROR,
    title="Không đọc được drafter.toml",
    what="tệp cấu hình viết sai cú pháp: {found}",
    fix='mở tệp bằng Notepad, sửa dòng được nêu (chữ đặt trong dấu ngoặc kép "…"), rồi lưu lại với mã UTF-8',
)
KINDS = (UNREADABLE, MISSING)

# What an earlier standing has of its own: what stands beside the present name was written for that name.
_OF_ITS_TIME = ("tu-ngay", "den-ngay", "dong-ten", "dong-cap-tren", "ky-hieu", "truoc-day")


@dataclass(frozen=True)
class Settings:
    """What `drafter.toml` says. `asked` are the indicator codes the forms ask for; empty means the whole catalogue.

    `deadline_days` is the number of days after a period's end by which forms are due. `calendar` is what is drafted by
    itself and when; `mail` the server that tells of it, None where there is none.
    """

    office: Office
    style: Style
    asked: tuple[str, ...] = ()
    deadline_days: int = 15
    calendar: Calendar = field(default_factory=lambda: default_calendar(15))
    mail: MailServer | None = None


def read_settings(path: Path) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read an office's settings; None with problems when they cannot be used. Raises OSError."""
    place = Place(file=path.name)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, (UNREADABLE.at(place, found=toml_fault(error)),)
    problems = tuple(faults(data, place))
    if problems:
        return None, problems
    return _settings(data, table(data, "co-quan")), ()


def toml_fault(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> str:
    """Where a TOML file goes wrong, in words: the parser tells it in English."""
    if isinstance(error, UnicodeDecodeError):
        return "tệp không lưu bằng mã UTF-8"
    at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return f"dòng {at[1]}, ký tự thứ {at[2]}" if at else "cuối tệp còn thiếu dấu đóng"


def _settings(data: Mapping[str, Any], body: Mapping[str, Any]) -> Settings:
    now = _standing(body, data)
    lasting = {key: value for key, value in body.items() if key not in _OF_ITS_TIME}
    earlier = sorted(earlier_standings(body), key=lambda each: str(each["den-ngay"]))
    before = tuple(_standing({**lasting, **each}, data) for each in earlier)
    organisation = Organisation(
        code=str(body["ma"]),
        standings=(*before, now),
        aliases=tuple(body.get("ten-goi-khac", [])),
    )
    recipients = table(data, "noi-nhan")
    office = Office(
        organisation=organisation,
        superior=str(body.get("cap-tren", "")),
        party=str(body.get("cap-uy", "")),
        government=str(body.get("chinh-quyen", "")),
        granters={str(level): str(name) for level, name in table(data, "cap-khen").items()},
        recipients=tuple(map(str, recipients.get("dong", []))),
        archive=str(recipients.get("luu", "VT")),
        unit_noun=str(body.get("goi-don-vi", "đơn vị")),
        congresses=dict(_congress(each) for each in congress_tables(data)),
        best_grade_cap=_cap(table(data, "xep-loai")),
        issuers={Level(level): _issuer(Level(level), of, body) for level, of in table(data, "ban-hanh").items()},
        cluster=str(table(data, "cum-thi-dua").get("ten", "")),
        cluster_size=table(data, "cum-thi-dua").get("so-don-vi"),
        awards=award_choices(data),
    )
    forms = table(data, "bieu-mau")
    return Settings(
        office=office,
        style=_style(table(data, "cach-viet")),
        asked=tuple(map(str, forms.get("chi-tieu", []))),
        deadline_days=int(forms.get("han-nop-sau-ngay", 15)),
        calendar=calendar_of(data, int(forms.get("han-nop-sau-ngay", 15))),
        mail=mail_server_of(data),
    )


def _standing(body: Mapping[str, Any], data: Mapping[str, Any]) -> Standing:
    level, name, upper = Level(body["cap"]), str(body["ten"]), str(body.get("cap-tren", ""))
    head = letterhead(level, name, upper)
    signer = {**table(data, "nguoi-ky"), **body.get("nguoi-ky", {})}
    standing = Standing(
        level=level,
        name=name,
        parent=upper,
        valid_from=body.get("tu-ngay", head.valid_from),
        valid_to=body.get("den-ngay", head.valid_to),
        upper_lines=tuple(body.get("dong-cap-tren", head.upper_lines)),
        own_lines=tuple(body.get("dong-ten", head.own_lines)),
        symbol=str(body.get("ky-hieu", head.symbol)),
        place=str(body.get("dia-danh", "")),
        authority=str(signer.get("thay-mat", signing_authority(level, body.get("so-uy-vien")))),
    )
    return replace(standing, signer=_signer(level, signer))


def _issuer(level: Level, of: Mapping[str, Any], office: Mapping[str, Any]) -> Standing:
    """A body of the office that issues under its own name, as [ban-hanh.…] tells it (format rules HD-08, HD-09)."""
    head = letterhead(level, str(of["ten"]), str(of.get("cap-tren", office["ten"])))
    return replace(
        head,
        symbol=str(of.get("ky-hieu", head.symbol)),
        place=str(of.get("dia-danh", office["dia-danh"])),
        signer=_signer(level, of),
    )


def _congress(of: Mapping[str, Any]) -> tuple[str, Congress]:
    """A term's code and the congress that opens it, as a table [[dai-hoi]] tells it."""
    term, name = Period.parse(f"NK{of['nhiem-ky']}"), str(of["ten"])
    head, _, ordinal = name.partition(" lần thứ ")
    years = f"NHIỆM KỲ {term.year} - {term.end_year}"
    usual = (*name_lines(head), *((f"LẦN THỨ {ordinal.upper()}",) if ordinal else ()), years)
    lines = tuple(map(str, of.get("dong-ten", usual)))
    return term.code, Congress(name, str(of.get("khoa", "")), lines, str(of.get("ky-hieu", "ĐH")))


def _cap(of: Mapping[str, Any]) -> Decimal | None:
    return Decimal(str(of["tran-xuat-sac"])) if "tran-xuat-sac" in of else None


def _signer(level: Level, of: Mapping[str, Any]) -> Signer | None:
    """Who signs; None where nobody is named."""
    if not of.get("ho-ten"):
        return None
    rule = level_rules()[level]
    title = str(of.get("chuc-vu", rule.head))
    deputy = title.upper().startswith("PHÓ") or title.upper() == rule.deputy
    return Signer(
        title, str(of["ho-ten"]), deputy, in_place_of_head=of.get("cap-pho-ky", DEPUTY_FORMS[0]) == DEPUTY_FORMS[0]
    )


def _style(table: Mapping[str, Any]) -> Style:
    chosen: dict[str, Any] = {
        field: values[str(table[key])] for key, (field, values) in STYLE_KEYS.items() if key in table
    }
    if "so-le" in table:
        chosen["max_decimals"] = int(table["so-le"])
    return replace(Style(), **chosen)


def settings_text(
    *, code: str, name: str, level: Level, superior: str, place: str, signer: str, party: str = "", government: str = ""
) -> str:
    """A new office's `drafter.toml`, with each choice explained beside it."""
    granters = _granters(level, name, superior, government)
    recipients = [f"{superior} (để báo cáo)"] if superior else []
    return (_NEW_SETTINGS + NEW_CALENDAR).format(
        code=_quoted(code),
        name=_quoted(name),
        level=_quoted(level.value),
        superior=_quoted(superior),
        place=_quoted(place),
        signer=_quoted(signer),
        authority=_quoted(level_rules()[level].authority),
        head=_quoted(level_rules()[level].head),
        party=_quoted(party),
        government=_quoted(government),
        recipients=", ".join(map(_quoted, (*recipients, "Các {don_vi} trực thuộc"))),
        granters="\n".join(f"{key} = {_quoted(value)}" for key, value in granters.items()),
    )


def _quoted(text: str) -> str:
    """The text as a TOML string: JSON escapes quotes and control characters the same way."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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
ma = {code}
ten = {name}
# cap: tong-lien-doan, tinh, nganh-trung-uong, huyen (đến 30/06/2025), xa-phuong, co-so, cum-thi-dua
cap = {level}
cap-tren = {superior}
cap-uy = {party}
chinh-quyen = {government}
dia-danh = {place}
goi-don-vi = "công đoàn cơ sở"
# so-uy-vien = 7          # số ủy viên ban chấp hành; dưới 09 người thì không có ban thường vụ, ký TM. BAN CHẤP HÀNH
# ky-hieu = "LĐLĐ"        # chữ viết tắt sau số văn bản; bỏ dấu # ở đầu dòng để tự đặt
# dong-ten = ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH …"]   # tự ngắt dòng tên cơ quan ở đầu văn bản

[nguoi-ky]
thay-mat = {authority}
chuc-vu = {head}
ho-ten = {signer}
# Khi cấp phó ký: "kt" ghi TM. BAN THƯỜNG VỤ, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH; "tap-the" không ghi dòng KT. CHỦ TỊCH.
cap-pho-ky = "kt"

# Cụm thi đua hay Ủy ban Kiểm tra ban hành văn bản riêng thì bỏ dấu # và điền; không khai thì văn bản ấy do cơ quan ký.
# [ban-hanh.cum-thi-dua]
# ten = "Cụm thi đua số …"
# ho-ten = "…"               # cụm trưởng
# [ban-hanh.uy-ban-kiem-tra]
# ten = "Ủy ban Kiểm tra"
# ho-ten = "…"               # chủ nhiệm

[noi-nhan]
# Các dòng giữa «Nơi nhận:» và dòng «Lưu».
dong = [{recipients}]
luu = "VT"

[cap-khen]
# Tên cơ quan khen ở từng cấp: TW, T, TT (cấp trên trực tiếp cơ sở), CS, UBND.
{granters}

# Mỗi nhiệm kỳ một mục, để báo cáo nhiệm kỳ gọi đúng tên đại hội; bỏ dấu # ở đầu dòng rồi sửa.
# [[dai-hoi]]
# nhiem-ky = "2023-2028"
# ten = "Đại hội Công đoàn tỉnh … lần thứ XI"
# khoa = "XI"

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
