"""Turn a letter into one that a server has taken: STARTTLS or SSL, checked certificates, a bound on each wait."""

from __future__ import annotations

import base64
import os
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime
from enum import StrEnum

from drafter.model.mail import Letter, MailServer
from drafter.wording.numbers import number

PASSWORD = "DRAFTER_SMTP_PASSWORD"  # noqa: S105 - the variable's name
KEYRING = "drafter"


class Fate(StrEnum):
    """What came of an attempt: the server took it; it may later; it never will."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Sent:
    """A letter and what came of it; `why` is in Vietnamese, empty where it was sent."""

    letter: Letter
    fate: Fate
    why: str = ""


def send(server: MailServer, letters: Iterable[Letter], password: str | None = None) -> Iterator[Sent]:
    """Send letters one after another, each over a connection of its own, and say of each what came of it.

    A server that refuses the connection or does not answer is not asked again for the others: they wait. Nothing is
    raised for what a server does.
    """
    down = ""
    for letter in letters:
        if down:
            yield Sent(letter, Fate.LATER, down)
            continue
        one, fatal = _send(server, letter, password_of(server) if password is None else password)
        down = one.why if fatal else ""
        yield one


def password_of(server: MailServer) -> str:
    """The password: of the environment, else of the system's keyring where the extra is installed; else empty."""
    if (found := os.environ.get(PASSWORD)) is not None:
        return found
    try:
        import keyring
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(KEYRING, server.account) or "")
    except Exception:  # a keyring that is locked, or of no use without a desktop: then there is no password
        return ""


def _send(server: MailServer, letter: Letter, password: str) -> tuple[Sent, bool]:
    """Send one; whether the server itself is what is wrong."""
    try:
        with _connected(server) as connection:
            if server.account:
                _log_in(connection, server.account, password)
            connection.send_message(_message(server, letter), to_addrs=[letter.recipient])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        return Sent(letter, _fate(code), _said(code, said)), False
    except smtplib.SMTPAuthenticationError as error:
        why = f"máy chủ không nhận tài khoản hoặc mật khẩu ({error.smtp_code})"
        return Sent(letter, Fate.LATER, why), True
    except smtplib.SMTPServerDisconnected as error:
        silent = isinstance(error.__context__, TimeoutError)  # smtplib tells both the same
        return Sent(letter, Fate.LATER, _no_answer(server) if silent else "máy chủ ngắt kết nối giữa chừng"), True
    except smtplib.SMTPNotSupportedError:
        return Sent(letter, Fate.LATER, "máy chủ không có kết nối mã hóa, hoặc không cho đăng nhập"), True
    except smtplib.SMTPResponseException as error:
        return Sent(letter, _fate(error.smtp_code), _said(error.smtp_code, error.smtp_error)), False
    except ssl.SSLError:
        return Sent(letter, Fate.LATER, "chứng thư của máy chủ không tin được"), True
    except TimeoutError:
        return Sent(letter, Fate.LATER, _no_answer(server)), True
    except (OSError, smtplib.SMTPException):
        return Sent(letter, Fate.LATER, f"không nối được máy chủ {server.host}:{server.port}"), True
    return Sent(letter, Fate.SENT), False


def _log_in(connection: smtplib.SMTP, account: str, password: str) -> None:
    """Log in; smtplib knows passwords of plain letters only, PLAIN takes any in UTF-8 (RFC 4616)."""
    if account.isascii() and password.isascii():
        connection.login(account, password)
        return
    connection.ehlo_or_helo_if_needed()
    if "PLAIN" not in connection.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError
    given = base64.b64encode(f"\0{account}\0{password}".encode()).decode()
    code, said = connection.docmd("AUTH", f"PLAIN {given}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=server.certificates or None)
    if server.secure == "ssl":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.patience, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=server.patience)
    try:
        connection.starttls(context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def _message(server: MailServer, letter: Letter) -> MIMEText:
    """The letter as it goes out; its id and date are its own, so that one sent twice is the same letter.

    Header folds a subject rightly where EmailMessage of Python 3.11 loses a space between two encoded words.
    """
    message = MIMEText(letter.body, "plain", "utf-8")
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.written_at)
    message["From"] = server.sender
    message["To"] = letter.recipient
    message["Subject"] = Header(letter.subject, "utf-8")  # type: ignore[assignment]  # it takes a Header
    message["Auto-Submitted"] = "auto-generated"
    return message


def _no_answer(server: MailServer) -> str:
    return f"máy chủ không trả lời trong {number(Decimal(str(server.patience)))} giây"


def _fate(code: int) -> Fate:
    return Fate.NEVER if 500 <= code < 600 else Fate.LATER


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"máy chủ trả lời {code} {' '.join(text.split())[:120]}".strip()
