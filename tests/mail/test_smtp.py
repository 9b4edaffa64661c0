"""Mail to a server on loopback that takes, refuses, hangs and drops: each letter's fate, and in what words."""

from __future__ import annotations

import sys
import time
import types
from datetime import UTC, datetime

import pytest
from smtp_server import ACCOUNT, PASSWORD, Mood, serving

from drafter.mail.smtp import PASSWORD as VARIABLE
from drafter.mail.smtp import Fate, password_of, send
from drafter.model.mail import Letter, MailServer

LETTER = Letter("<7f3a@nuixanh.vn>", "chanhvp@nuixanh.vn", "Dự thảo quý I năm 2026: bản tạm, còn thiếu 1/3 đơn vị",
                "Kính gửi đồng chí,\n\nMáy đã soạn dự thảo.\n", datetime(2026, 4, 20, 7, 30, tzinfo=UTC))  # fmt: skip
OTHER = Letter("<9c01@nuixanh.vn>", "vanthu@nuixanh.vn", "Dự thảo", "Nội dung\n", LETTER.written_at)


def test_a_letter_goes_out_encrypted_with_its_own_id_and_date() -> None:
    with serving() as server:
        (one,) = send(server.settings(), [LETTER], PASSWORD)
    assert (one.fate, one.why) == (Fate.SENT, "")
    (taken,) = server.taken
    assert (server.encrypted, server.logins) == ([True], [ACCOUNT])
    assert (taken["Message-ID"], taken["To"], taken["Subject"]) == (LETTER.message_id, LETTER.recipient, LETTER.subject)
    assert (taken["Date"], taken["Auto-Submitted"]) == ("Mon, 20 Apr 2026 07:30:00 +0000", "auto-generated")
    assert taken.get_content().replace("\r\n", "\n") == LETTER.body


@pytest.mark.parametrize(
    ("mood", "fate", "why"),
    [
        (Mood.BUSY, Fate.LATER, "máy chủ trả lời 451 local trouble"),
        (Mood.GREYLISTS, Fate.LATER, "máy chủ trả lời 450 come back later"),
        (Mood.REFUSES_RECIPIENT, Fate.NEVER, "máy chủ trả lời 550 no such user"),
        (Mood.REFUSES_SENDER, Fate.NEVER, "máy chủ trả lời 553 not you"),
        (Mood.SILENT, Fate.LATER, "máy chủ không trả lời trong 0,5 giây"),
        (Mood.HANGS_IN_DATA, Fate.LATER, "máy chủ không trả lời trong 0,5 giây"),
        (Mood.DROPS_IN_DATA, Fate.LATER, "máy chủ ngắt kết nối giữa chừng"),
        (Mood.DROPS_AFTER_DATA, Fate.LATER, "máy chủ ngắt kết nối giữa chừng"),
        (Mood.NO_STARTTLS, Fate.LATER, "máy chủ không có kết nối mã hóa, hoặc không cho đăng nhập"),
    ],
)
def test_what_a_server_does_is_told(mood: Mood, fate: Fate, why: str) -> None:
    start = time.monotonic()
    with serving(mood) as server:
        (one,) = send(server.settings(), [LETTER], PASSWORD)
    assert (one.fate, one.why) == (fate, why)
    assert time.monotonic() - start < 10
    assert all(server.encrypted)


def test_a_server_that_is_closed_or_not_there_is_asked_once() -> None:
    with serving(Mood.SILENT) as server:
        told = list(send(server.settings(), [LETTER, OTHER], PASSWORD))
        assert server.connections == 1
    assert [one.fate for one in told] == [Fate.LATER, Fate.LATER]
    gone = list(send(server.settings(), [LETTER, OTHER], PASSWORD))
    assert [one.why for one in gone] == [f"không nối được máy chủ 127.0.0.1:{server.port}"] * 2


def test_one_refused_letter_holds_up_no_other() -> None:
    with serving(Mood.REFUSES_RECIPIENT) as server:
        told = list(send(server.settings(), [LETTER, OTHER], PASSWORD))
        assert server.connections == 2
    assert [one.fate for one in told] == [Fate.NEVER, Fate.NEVER]


@pytest.mark.parametrize("password", ["sai", "vẫn sai"])
def test_a_wrong_password_is_no_fault_of_the_letter(password: str) -> None:
    with serving() as server:
        (one,) = send(server.settings(), [LETTER], password)
    assert (one.fate, one.why) == (Fate.LATER, "máy chủ không nhận tài khoản hoặc mật khẩu (535)")


def test_a_certificate_that_nobody_vouches_for_gets_no_password() -> None:
    with serving() as server:
        (one,) = send(server.settings(certificates=""), [LETTER], PASSWORD)
    assert (one.fate, one.why) == (Fate.LATER, "chứng thư của máy chủ không tin được")
    assert (server.logins, server.taken) == ([], [])


def test_the_password_is_of_the_environment_else_of_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    server = MailServer("smtp", account=ACCOUNT, sender=ACCOUNT)
    keyring = types.SimpleNamespace(get_password=lambda service, account: f"{service} {account}")
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert password_of(server) == f"drafter {ACCOUNT}"
    monkeypatch.setenv(VARIABLE, "từ môi trường")
    assert password_of(server) == "từ môi trường"
    monkeypatch.delenv(VARIABLE)

    def locked(service: str, account: str) -> str:
        raise RuntimeError

    keyring.get_password = locked
    assert password_of(server) == ""
    monkeypatch.setitem(sys.modules, "keyring", None)  # the extra is not installed
    assert password_of(server) == ""
