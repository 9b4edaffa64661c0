"""Turn [lich], [[lich.van-ban]] and [thu-dien-tu] of a `drafter.toml` into a Calendar and a MailServer, or faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from drafter.model.mail import MailServer
from drafter.model.period import PeriodType
from drafter.schedule.calendar import FORMS_BEFORE, INBOX, Calendar, Job, default_calendar

_PERIODS = (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.NINE_MONTHS, PeriodType.YEAR)
_TYPES = tuple(type_.value for type_ in _PERIODS)
_LAST = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4, PeriodType.HALF: 2}
_SECURE = ("starttls", "ssl")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_REMINDERS = (5, 2)
Fault = tuple[str, str, str]
"""The entry it is in, what is wrong with it, an example of how to write it."""


def calendar_of(data: Mapping[str, Any], forms_after: int) -> Calendar:
    """The office's calendar; the shipped one where it names no papers. The tables must have no faults."""
    told = _table(data, "lich")
    usual = default_calendar(forms_after)
    jobs = tuple(_job(entry, told, forms_after) for entry in told["van-ban"]) if told.get("van-ban") else usual.jobs
    return Calendar(jobs, told.get("tu-ngay"), told.get("bieu-truoc", FORMS_BEFORE), told.get("nhan-bieu-tu", INBOX))


def _job(entry: Mapping[str, Any], told: Mapping[str, Any], forms_after: int) -> Job:
    after = entry.get("han-bieu", forms_after)
    forms = entry.get("lap-bieu", False)
    usual = told.get("nhac-truoc", _REMINDERS) if forms else ()
    return Job(
        kind=entry["loai"],
        period=PeriodType(entry["ky"]),
        after=entry["sau-ngay"],
        forms_after=after,
        ordinals=tuple(entry.get("ky-thu", ())),
        forms=forms,
        reminders=tuple(sorted(entry.get("nhac-truoc", usual), reverse=True)),
        recipients=tuple(entry.get("gui-thu", ())),
    )


def mail_server_of(data: Mapping[str, Any]) -> MailServer | None:
    """The office's mail server; None where it has none. The table must have no faults."""
    told = _table(data, "thu-dien-tu")
    if not told:
        return None
    secure = told.get("bao-mat", _SECURE[0])
    return MailServer(
        host=told["may-chu"],
        port=told.get("cong", 587 if secure == _SECURE[0] else 465),
        secure=secure,
        account=told.get("tai-khoan", ""),
        sender=told["nguoi-gui"],
        recipients=tuple(told.get("gui-den", ())),
        certificates=told.get("chung-thu", ""),
        patience=float(told.get("cho-giay", 30)),
    )


def calendar_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that keeps the calendar and the mail server from being used."""
    told = data.get("lich", {})
    if not isinstance(told, dict):
        yield "lich", "phải là một mục trong ngoặc vuông", "[lich]"
        return
    if "tu-ngay" in told and type(told["tu-ngay"]) is not date:
        yield "[lich] tu-ngay", "phải là ngày, viết năm-tháng-ngày, không có ngoặc kép", "tu-ngay = 2026-01-01"
    yield from _number(told, "[lich] bieu-truoc", "bieu-truoc", FORMS_BEFORE, 0, 60)
    yield from _days(told, "[lich] nhac-truoc", "nhac-truoc")
    yield from _inbox(told.get("nhan-bieu-tu", INBOX))
    papers = told.get("van-ban", [])
    if not isinstance(papers, list) or not all(isinstance(entry, dict) for entry in papers):
        yield "[[lich.van-ban]]", "phải viết thành mục riêng, mỗi loại văn bản một mục", "[[lich.van-ban]]"
        return
    for entry in papers:
        yield from _paper_faults(entry)
    yield from _mail_faults(data)


def _inbox(folder: object) -> Iterator[Fault]:
    if not isinstance(folder, str) or folder.replace("{ky}", "").count("{") or "{ky}" not in folder:
        found = "phải là tên thư mục, có {ky} ở chỗ mã kỳ"
        yield "[lich] nhan-bieu-tu", found, f'nhan-bieu-tu = "{INBOX}"'


def _paper_faults(entry: Mapping[str, Any]) -> Iterator[Fault]:
    where = f"[[lich.van-ban]] {entry.get('loai', '')}".strip()
    if not isinstance(entry.get("loai"), str) or not entry["loai"]:
        yield f"{where} loai", "còn thiếu mã loại văn bản", 'loai = "bao-cao-quy"'
    if entry.get("ky") not in _TYPES:
        yield f"{where} ky", f"phải là một trong các loại kỳ: {', '.join(_TYPES)}", 'ky = "quy"'
    if "sau-ngay" not in entry:
        yield f"{where} sau-ngay", "còn thiếu", "sau-ngay = 20"
    yield from _number(entry, f"{where} sau-ngay", "sau-ngay", 20, -60, 366)
    yield from _number(entry, f"{where} han-bieu", "han-bieu", 15, -60, 366)
    yield from _days(entry, f"{where} nhac-truoc", "nhac-truoc")
    yield from _ordinals(entry, f"{where} ky-thu")
    if not isinstance(entry.get("lap-bieu", False), bool):
        yield f"{where} lap-bieu", "phải là true hoặc false, không có ngoặc kép", "lap-bieu = true"
    yield from _addresses(entry, f"{where} gui-thu", "gui-thu")


def _ordinals(entry: Mapping[str, Any], where: str) -> Iterator[Fault]:
    given = entry.get("ky-thu", [])
    last = _LAST.get(PeriodType(entry["ky"]), 0) if entry.get("ky") in _TYPES else 12
    right = isinstance(given, list) and all(type(one) is int and 1 <= one <= last for one in given)
    if not right:
        found = f"phải là danh sách số từ 1 đến {last}" if last else "không dùng cho loại kỳ này"
        yield where, found, "ky-thu = [1, 3]"


def _number(told: Mapping[str, Any], where: str, key: str, usual: int, least: int, most: int) -> Iterator[Fault]:
    value = told.get(key, usual)
    if type(value) is not int or not least <= value <= most:
        yield where, f"là «{value}», cần một số nguyên từ {least} đến {most}", f"{key} = {usual}"


def _days(told: Mapping[str, Any], where: str, key: str) -> Iterator[Fault]:
    value = told.get(key, [])
    if not isinstance(value, list) or not all(type(one) is int and 0 <= one <= 60 for one in value):
        yield where, "phải là danh sách số ngày, mỗi số từ 0 đến 60", f"{key} = [5, 2]"


def _mail_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    told = data.get("thu-dien-tu", {})
    if not isinstance(told, dict):
        yield "thu-dien-tu", "phải là một mục trong ngoặc vuông", "[thu-dien-tu]"
        return
    if not told:
        return
    for key, example in (("may-chu", "smtp.tinh.gov.vn"), ("nguoi-gui", "vanphong@tinh.gov.vn")):
        if not isinstance(told.get(key), str) or not told[key]:
            yield f"[thu-dien-tu] {key}", "còn thiếu", f'{key} = "{example}"'
    if told.get("bao-mat", _SECURE[0]) not in _SECURE:
        yield "[thu-dien-tu] bao-mat", f"là «{told['bao-mat']}»", 'bao-mat = "starttls" hoặc bao-mat = "ssl"'
    if "mat-khau" in told:
        found = "không được ghi trong tệp này"
        example = "đặt biến môi trường DRAFTER_SMTP_PASSWORD, hoặc cất vào kho khóa của máy"
        yield "[thu-dien-tu] mat-khau", found, example
    for key in ("tai-khoan", "chung-thu"):
        if not isinstance(told.get(key, ""), str):
            yield f"[thu-dien-tu] {key}", "phải là chữ đặt trong ngoặc kép", f'{key} = "…"'
    yield from _number(told, "[thu-dien-tu] cong", "cong", 587, 1, 65535)
    yield from _number(told, "[thu-dien-tu] cho-giay", "cho-giay", 30, 1, 600)
    yield from _addresses(told, "[thu-dien-tu] gui-den", "gui-den")
    if isinstance(told.get("nguoi-gui"), str) and told["nguoi-gui"] and not _ADDRESS.fullmatch(told["nguoi-gui"]):
        yield "[thu-dien-tu] nguoi-gui", "không phải một địa chỉ thư", 'nguoi-gui = "vanphong@tinh.gov.vn"'


def _addresses(told: Mapping[str, Any], where: str, key: str) -> Iterator[Fault]:
    value = told.get(key, [])
    texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not texts or not all(_ADDRESS.fullmatch(one) for one in value):
        yield where, "phải là danh sách địa chỉ thư điện tử", f'{key} = ["vanphong@tinh.gov.vn"]'


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    return found if isinstance(found, dict) else {}


NEW_CALENDAR = """
# Lịch soạn văn bản tự động («drafter run-due», «drafter schedule install»). Bỏ dấu # để sửa; có một mục
# [[lich.van-ban]] trở lên thì chỉ dùng các mục ấy, không có mục nào thì dùng lịch sẵn có của phần mềm:
# báo cáo quý, 6 tháng, 9 tháng sau khi hết kỳ 20 ngày; báo cáo năm 25 ngày; báo cáo cụm thi đua quý 20 ngày.
# [lich]
# tu-ngay = 2026-01-01       # không soạn bù các kỳ kết thúc trước ngày này
# bieu-truoc = 10            # lập biểu gửi đơn vị trước khi hết kỳ bao nhiêu ngày
# nhan-bieu-tu = "bieu-mau/{{ky}}_da-nhan"   # thư mục để biểu đã nhận; {{ky}} là mã kỳ, như 2026-Q1
# [[lich.van-ban]]
# loai = "bao-cao-quy"       # mã loại văn bản, xem bằng «drafter kinds»
# ky = "quy"                 # thang, quy, nua-nam, 9-thang, nam
# ky-thu = [1, 3]            # chỉ các kỳ này trong năm; bỏ dòng này là mọi kỳ
# sau-ngay = 20              # hết kỳ bao nhiêu ngày thì soạn, còn thiếu đơn vị nào thì soạn bản tạm
# han-bieu = 15              # hạn đơn vị nộp biểu, số ngày sau khi hết kỳ
# lap-bieu = true            # lập biểu gửi các đơn vị cho kỳ này
# nhac-truoc = [5, 2]        # nhắc đơn vị trước hạn nộp biểu bao nhiêu ngày
# gui-thu = ["vanphong@tinh.gov.vn"]

# Báo tin bằng thư điện tử sau mỗi lần soạn. Mật khẩu không ghi ở đây (xem mục «Chạy tự động» của hướng dẫn).
# [thu-dien-tu]
# may-chu = "smtp.tinh.gov.vn"
# cong = 587
# tai-khoan = "vanphong@tinh.gov.vn"
# nguoi-gui = "vanphong@tinh.gov.vn"
# gui-den = ["chanhvanphong@tinh.gov.vn"]
"""
"""The part of a new office's drafter.toml on unattended runs, each choice explained; braces doubled for str.format."""
