"""The calendar and the mail server of a drafter.toml: read, defaulted, and refused with the entry that is wrong."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from drafter.intake.office import read_settings, settings_text
from drafter.intake.office_calendar import NEW_CALENDAR, calendar_of, mail_server_of
from drafter.model.mail import MailServer
from drafter.model.organisation import Level
from drafter.model.period import PeriodType
from drafter.schedule.calendar import Job, default_calendar

PAPER = '[[lich.van-ban]]\nloai = "bao-cao-quy"\nky = "quy"\nsau-ngay = 20\n'
MAIL = '[thu-dien-tu]\nmay-chu = "smtp.vn"\nnguoi-gui = "a@b.vn"\n'


def settings(tmp_path: Path, more: str) -> tuple[object, list[str]]:
    """What a new office's settings with `more` below say, and the entries that are wrong."""
    path = tmp_path / "drafter.toml"
    text = settings_text(
        code="LD", name="Liên đoàn Lao động tỉnh Núi Xanh", level=Level.PROVINCE,
        superior="Tổng Liên đoàn Lao động Việt Nam", place="Núi Xanh", signer="Lò Thị Ban",
    )  # fmt: skip
    path.write_text(text + "\n" + more, "utf-8")
    found, problems = read_settings(path)
    return found, [problem.what for problem in problems]


def test_an_office_that_says_nothing_has_the_shipped_calendar_and_no_mail(tmp_path: Path) -> None:
    found, problems = settings(tmp_path, "")
    assert problems == []
    assert (found.calendar, found.mail) == (default_calendar(15), None)  # type: ignore[attr-defined]


def test_what_an_office_says_is_the_calendar(tmp_path: Path) -> None:
    more = (
        '[lich]\ntu-ngay = 2026-01-01\nbieu-truoc = 7\nnhac-truoc = [3]\nnhan-bieu-tu = "nhan/{ky}"\n'
        + PAPER.replace("20\n", '20\nlap-bieu = true\nky-thu = [1, 3]\ngui-thu = ["x@y.vn"]\n')
        + PAPER.replace("20\n", "25\nhan-bieu = 10\n")
    )
    found, problems = settings(tmp_path, more)
    assert problems == []
    calendar = found.calendar  # type: ignore[attr-defined]
    assert (calendar.since, calendar.forms_before, calendar.inbox) == (date(2026, 1, 1), 7, "nhan/{ky}")
    assert calendar.jobs == (
        Job("bao-cao-quy", PeriodType.QUARTER, 20, 15, (1, 3), True, (3,), ("x@y.vn",)),
        Job("bao-cao-quy", PeriodType.QUARTER, 25, 10),
    )


def test_a_mail_server(tmp_path: Path) -> None:
    more = MAIL + 'bao-mat = "ssl"\ntai-khoan = "a"\ngui-den = ["c@d.vn"]\nchung-thu = "ca.pem"\ncho-giay = 9\n'
    found, problems = settings(tmp_path, more)
    assert problems == []
    assert found.mail == MailServer(  # type: ignore[attr-defined]
        "smtp.vn", 465, "ssl", "a", "a@b.vn", ("c@d.vn",), "ca.pem", 9.0
    )
    assert settings(tmp_path, MAIL)[0].mail.port == 587  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("more", "entry"),
    [
        ('[lich]\ntu-ngay = "2026-01-01"\n', "[lich] tu-ngay"),
        ("[lich]\nbieu-truoc = 90\n", "[lich] bieu-truoc"),
        ("[lich]\nnhac-truoc = 5\n", "[lich] nhac-truoc"),
        ('[lich]\nnhan-bieu-tu = "nhan"\n', "[lich] nhan-bieu-tu"),
        ('[lich]\nnhan-bieu-tu = "{thang}/{ky}"\n', "[lich] nhan-bieu-tu"),
        ("[lich]\nvan-ban = 3\n", "[[lich.van-ban]]"),
        (PAPER.replace('loai = "bao-cao-quy"\n', ""), "[[lich.van-ban]] loai"),
        (PAPER.replace('"quy"', '"tuan"'), "[[lich.van-ban]] bao-cao-quy ky"),
        (PAPER.replace("sau-ngay = 20\n", ""), "[[lich.van-ban]] bao-cao-quy sau-ngay"),
        (PAPER.replace("20", "400"), "[[lich.van-ban]] bao-cao-quy sau-ngay"),
        (PAPER + "ky-thu = [5]\n", "[[lich.van-ban]] bao-cao-quy ky-thu"),
        (PAPER + 'lap-bieu = "co"\n', "[[lich.van-ban]] bao-cao-quy lap-bieu"),
        (PAPER + 'gui-thu = ["khong phai"]\n', "[[lich.van-ban]] bao-cao-quy gui-thu"),
        (MAIL.replace('may-chu = "smtp.vn"\n', ""), "[thu-dien-tu] may-chu"),
        (MAIL.replace("a@b.vn", "văn phòng"), "[thu-dien-tu] nguoi-gui"),
        (MAIL + 'bao-mat = "khong"\n', "[thu-dien-tu] bao-mat"),
        (MAIL + "cong = 0\n", "[thu-dien-tu] cong"),
        (MAIL + "tai-khoan = 3\n", "[thu-dien-tu] tai-khoan"),
        (MAIL + 'mat-khau = "123"\n', "[thu-dien-tu] mat-khau"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, more: str, entry: str) -> None:
    found, problems = settings(tmp_path, more)
    assert found is None
    assert any(f"«{entry}»" in problem for problem in problems), problems


def test_the_example_in_a_new_offices_settings_is_right_when_its_marks_are_taken_off() -> None:
    told = re.findall(r"^# (\[+[a-z.-]+\]+|[a-z-]+ = .+)$", NEW_CALENDAR.format(), re.MULTILINE)
    assert len(told) > 15
    data = tomllib.loads("\n".join(told))
    calendar, mail = calendar_of(data, 15), mail_server_of(data)
    assert [job.kind for job in calendar.jobs] == ["bao-cao-quy"]
    assert mail is not None
    assert mail.recipients == ("chanhvanphong@tinh.gov.vn",)
