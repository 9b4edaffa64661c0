"""Turn the tables of a `drafter.toml` into what is wrong with them: lacking, of the wrong kind, not in a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from drafter.intake.office_awards import award_faults
from drafter.intake.office_calendar import calendar_faults
from drafter.model.organisation import Level
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.wording.style import Billion, Over, Rounding, Yearly

MISSING = ProblemKind(
    code="W102",
    severity=Severity.ERROR,
    title="drafter.toml thiếu hoặc sai một mục",
    what="mục «{field}» {found}",
    fix="mở drafter.toml bằng Notepad và ghi mục «{field}», ví dụ: {example}",
)

STYLE_KEYS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "phan-tram": ("percent_mode", {"cat-bot": Rounding.TRUNCATE, "lam-tron": Rounding.HALF_UP}),
    "ty": ("billion", {"tỷ": Billion.TY_Y, "tỉ": Billion.TY_I}),
    "hang-nam": ("yearly", {"hằng năm": Yearly.HANG_BREVE, "hàng năm": Yearly.HANG_PLAIN}),
    "hon": ("over", {"hơn": Over.HON, "trên": Over.TREN}),
    "them-so-0": ("pad_below_ten", {"có": True, "không": False}),
}
"""How [cach-viet] names the choices of a Style: its field, and each value by its word."""

DEPUTY_FORMS = ("kt", "tap-the")
"""How a deputy signs (format rule SG-05): «KT. CHỦ TỊCH» over the title, or for the collective without it."""

_ISSUERS = (Level.CLUSTER.value, Level.COMMITTEE.value)
_NEEDED = {
    "ma": 'ma = "LDLD-HUYEN"',
    "ten": 'ten = "Liên đoàn Lao động tỉnh …"',
    "cap": 'cap = "tinh"',
    "dia-danh": 'dia-danh = "Thanh Trì"',
}
_SIGNER = ("thay-mat", "chuc-vu", "ho-ten", "cap-pho-ky")
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "co-quan": ("ma", "ten", "cap-tren", "cap-uy", "chinh-quyen", "dia-danh", "goi-don-vi", "ky-hieu"),
    "nguoi-ky": _SIGNER,
    "noi-nhan": ("luu",),
    "cap-khen": ("TW", "T", "TT", "CS", "UBND"),
    "cach-viet": (),
    "bieu-mau": (),
    "ban-hanh": (),
    "cum-thi-dua": ("ten",),
    "xep-loai": (),
}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "co-quan": ("ten-goi-khac", "dong-ten", "dong-cap-tren"),
    "noi-nhan": ("dong",),
    "bieu-mau": ("chi-tieu",),
}
_NUMBERS = (
    ("co-quan", "so-uy-vien", 15, 99),
    ("cach-viet", "so-le", 2, 6),
    ("bieu-mau", "han-nop-sau-ngay", 15, 366),
    ("xep-loai", "tran-xuat-sac", 20, 100),
    ("cum-thi-dua", "so-don-vi", 6, 200),
)


def table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The table of that name; empty where there is none."""
    found = data.get(name, {})
    return found if isinstance(found, dict) else {}


def congress_tables(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables [[dai-hoi]]; empty where they are not written so."""
    found = data.get("dai-hoi", [])
    return found if isinstance(found, list) and all(isinstance(each, dict) for each in found) else []


def earlier_standings(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables [[co-quan.truoc-day]]; empty where they are not written so."""
    found = body.get("truoc-day", [])
    return found if isinstance(found, list) and all(isinstance(each, dict) for each in found) else []


def faults(data: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """Everything that keeps the settings from being used, in the order of the file a new office is given."""
    for field, found, example in _found(data):
        yield MISSING.at(place, field=field, found=found, example=example)


def _found(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each fault as the entry it is in, what is wrong with it, and an example of how to write it."""
    body = table(data, "co-quan")
    for key, example in _NEEDED.items():
        if not body.get(key):
            yield f"[co-quan] {key}", "còn thiếu", example
    for section in _TEXTS:
        if section in data and not isinstance(data[section], dict):
            yield section, "phải là một mục trong ngoặc vuông", f"[{section}]"
        yield from _wrong_kinds(table(data, section), section, section)
    yield from _standing(body, "co-quan")
    yield from _history(body)
    yield from _deputies(data)
    yield from _issuers(table(data, "ban-hanh"))
    yield from _congresses(data)
    yield from _recipients(table(data, "noi-nhan"))
    yield from _choices(table(data, "cach-viet"))
    yield from _numbers(data)
    yield from award_faults(data)
    yield from calendar_faults(data)


def _wrong_kinds(found: Mapping[str, Any], section: str, title: str) -> Iterator[tuple[str, str, str]]:
    for key in _TEXTS[section]:
        if not isinstance(found.get(key, ""), str):
            yield f"[{title}] {key}", "phải là chữ đặt trong ngoặc kép", f'{key} = "…"'
    for key in _LISTS.get(section, ()):
        value = found.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f"[{title}] {key}", "phải là một danh sách chữ", f'{key} = ["…", "…"]'


def _standing(found: Mapping[str, Any], title: str) -> Iterator[tuple[str, str, str]]:
    """A level there is, days that are days and in order, a signer who is a table."""
    levels = [level.value for level in Level]
    if found.get("cap") and found["cap"] not in levels:
        yield f"[{title}] cap", f"là «{found['cap']}», không có cấp này", " hoặc ".join(levels)
    days = {key: found[key] for key in ("tu-ngay", "den-ngay") if key in found}
    for key, day in days.items():
        if type(day) is not date:  # a date with a time of day is a date to Python
            yield f"[{title}] {key}", "phải là ngày, viết năm-tháng-ngày, không có ngoặc kép", f"{key} = 2025-06-30"
    if len(days) == 2 and all(type(day) is date for day in days.values()) and days["tu-ngay"] > days["den-ngay"]:
        yield f"[{title}] den-ngay", "trước ngày ghi ở tu-ngay", "tu-ngay = 2008-01-01, den-ngay = 2025-06-30"
    signer = found.get("nguoi-ky", {})
    if not isinstance(signer, dict) or not all(isinstance(signer.get(key, ""), str) for key in _SIGNER):
        yield f"[{title}] nguoi-ky", "phải là các mục chữ trong ngoặc nhọn", 'nguoi-ky = { ho-ten = "…" }'


def _history(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    title = "co-quan.truoc-day"
    if "truoc-day" in body and not (earlier_standings(body) or body["truoc-day"] == []):
        yield f"[[{title}]]", "phải viết thành mục riêng, mỗi lần đổi một mục", f"[[{title}]]"
    for each in earlier_standings(body):
        yield from _wrong_kinds(each, "co-quan", f"[{title}]")
        yield from _standing(each, f"[{title}]")
        if "den-ngay" not in each:
            yield f"[[{title}]] den-ngay", "còn thiếu", "den-ngay = 2025-06-30"


def _deputies(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    chosen = table(data, "nguoi-ky").get("cap-pho-ky", DEPUTY_FORMS[0])
    if chosen not in DEPUTY_FORMS:
        yield "[nguoi-ky] cap-pho-ky", f"là «{chosen}»", 'cap-pho-ky = "kt" hoặc cap-pho-ky = "tap-the"'


def _congresses(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "dai-hoi" in data and not (congress_tables(data) or data["dai-hoi"] == []):
        yield "[[dai-hoi]]", "phải viết thành mục riêng, mỗi nhiệm kỳ một mục", "[[dai-hoi]]"
    for of in congress_tables(data):
        try:
            Period.parse(f"NK{of.get('nhiem-ky', '')}")
        except PeriodError:
            yield "[[dai-hoi]] nhiem-ky", "phải là hai năm đầu, cuối của nhiệm kỳ", 'nhiem-ky = "2023-2028"'
        if not of.get("ten"):
            yield "[[dai-hoi]] ten", "còn thiếu", 'ten = "Đại hội Công đoàn tỉnh … lần thứ XI"'
        for key in ("ten", "khoa", "ky-hieu"):
            if not isinstance(of.get(key, ""), str):
                yield f"[[dai-hoi]] {key}", "phải là chữ đặt trong ngoặc kép", f'{key} = "…"'
        lines = of.get("dong-ten", [])
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            yield "[[dai-hoi]] dong-ten", "phải là một danh sách chữ", 'dong-ten = ["ĐẠI HỘI …", "LẦN THỨ XI, …"]'


def _issuers(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for level, of in found.items():
        if level not in _ISSUERS:
            yield (
                f"[ban-hanh.{level}]",
                "không phải cấp ban hành riêng",
                " hoặc ".join(f"[ban-hanh.{x}]" for x in _ISSUERS),
            )
        elif not isinstance(of, dict) or not of.get("ten"):
            yield f"[ban-hanh.{level}] ten", "còn thiếu", 'ten = "Cụm thi đua số 1"'
        else:
            for key in ("ten", "cap-tren", "ky-hieu", "dia-danh", "chuc-vu", "ho-ten", "cap-pho-ky"):
                if not isinstance(of.get(key, ""), str):
                    yield f"[ban-hanh.{level}] {key}", "phải là chữ đặt trong ngoặc kép", f'{key} = "…"'


def _recipients(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    lines = found.get("dong", [])
    for line in lines if isinstance(lines, list) else ():
        try:
            str(line).format(don_vi="")
        except (KeyError, IndexError, ValueError, AttributeError):
            example = 'dong = ["Các {don_vi} trực thuộc"]'
            yield "[noi-nhan] dong", f"có dòng «{line}»; trong ngoặc nhọn chỉ ghi được {{don_vi}}", example


def _choices(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, (_, values) in STYLE_KEYS.items():
        if key in found and not (isinstance(found[key], str) and found[key] in values):
            yield f"[cach-viet] {key}", f"là «{found[key]}»", " hoặc ".join(f'{key} = "{value}"' for value in values)


def _numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for section, key, usual, most in _NUMBERS:
        value = table(data, section).get(key, usual)
        if type(value) is not int or not 0 <= value <= most:
            yield f"[{section}] {key}", f"là «{value}», cần một số nguyên từ 0 đến {most}", f"{key} = {usual}"
