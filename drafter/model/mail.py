"""What is sent by e-mail, and the server that sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MailServer:
    """The office's SMTP server. `secure` is «starttls» or «ssl»: a password never goes out in the clear.

    `account` is empty where the server asks for none; the password is in the environment or the system's keyring, never
    in a file. `certificates` is a PEM file of the office's own authority, empty for the system's. `patience` is in
    seconds, for each answer of the server. `recipients` get the news of every run that made something.
    """

    host: str
    port: int = 587
    secure: str = "starttls"
    account: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    certificates: str = ""
    patience: float = 30.0


@dataclass(frozen=True)
class Letter:
    """One message to one address. `message_id` comes of what it tells, so one sent twice is seen as one.

    It holds no personal data: codes of papers, names of units, numbers.
    """

    message_id: str
    recipient: str
    subject: str
    body: str
    written_at: datetime
