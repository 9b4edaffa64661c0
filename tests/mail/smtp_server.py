"""A small SMTP server on loopback: EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA; and it can misbehave."""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path

from drafter.model.mail import MailServer

CERTIFICATE = Path(__file__).with_name("loopback.pem")
ACCOUNT, PASSWORD = "vanphong@nuixanh.vn", "mật khẩu thử"


class Mood(StrEnum):
    """How the server behaves."""

    KIND = "kind"
    BUSY = "busy"  # 451 to DATA
    REFUSES_RECIPIENT = "refuses_recipient"  # 550
    GREYLISTS = "greylists"  # 450 to RCPT
    REFUSES_SENDER = "refuses_sender"  # 553
    CLOSED = "closed"  # 554 in place of a greeting
    SILENT = "silent"  # takes the connection and says nothing
    HANGS_IN_DATA = "hangs_in_data"
    DROPS_IN_DATA = "drops_in_data"  # in the middle of the text
    DROPS_AFTER_DATA = "drops_after_data"  # took it all, and the answer is lost
    NO_STARTTLS = "no_starttls"


@dataclass
class Server:
    """The server's state: what it took, whole messages only."""

    port: int = 0
    mood: Mood = Mood.KIND
    taken: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    connections: int = 0

    def settings(self, **more: object) -> MailServer:
        """How drafter is told of it."""
        told: dict[str, object] = {
            "host": "127.0.0.1", "port": self.port, "account": ACCOUNT, "sender": ACCOUNT,
            "recipients": ("chanhvp@nuixanh.vn",), "certificates": str(CERTIFICATE), "patience": 0.5,
        }  # fmt: skip
        return MailServer(**(told | more))  # type: ignore[arg-type]


@contextmanager
def serving(mood: Mood = Mood.KIND) -> Iterator[Server]:
    """The server at work in a thread of its own."""
    state, ready, stop = Server(mood=mood), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def work() -> None:
        server = await asyncio.start_server(lambda r, w: _Session(state, r, w).talk(), "127.0.0.1", 0)
        state.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stop.wait()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()), daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield state
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)


class _Session:
    def __init__(self, state: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.state, self.reader, self.writer = state, reader, writer
        self.secure = self.known = False

    async def talk(self) -> None:
        self.state.connections += 1
        try:
            await self._talk()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.writer.close()

    async def _talk(self) -> None:
        mood = self.state.mood
        if mood is Mood.SILENT:
            await asyncio.sleep(30)
        if mood is Mood.CLOSED:
            await self.say("554 no service")
            return
        await self.say("220 localhost ESMTP")
        while line := (await self.reader.readline()).decode("ascii", "replace").strip():
            word = line.split(" ", 1)[0].upper()
            if word in ("QUIT", ""):
                await self.say("221 bye")
                return
            if not await self.answer(word, line):
                return

    async def answer(self, word: str, line: str) -> bool:
        mood = self.state.mood
        if word in ("EHLO", "HELO"):
            offered = ["localhost"]
            if not self.secure and mood is not Mood.NO_STARTTLS:
                offered.append("STARTTLS")
            if self.secure:
                offered.append("AUTH PLAIN")
            await self.say("\r\n".join(f"250{'-' if one != offered[-1] else ' '}{one}" for one in offered))
        elif word == "STARTTLS":
            await self.say("220 go ahead")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key.pem"))
            await self.writer.start_tls(context)
            self.secure = True
        elif word == "AUTH":
            await self.login(line)
        elif word == "MAIL":
            refused = mood is Mood.REFUSES_SENDER
            await self.say("553 not you" if refused else "250 ok" if self.known else "530 log in first")
        elif word == "RCPT":
            said = {Mood.REFUSES_RECIPIENT: "550 no such user", Mood.GREYLISTS: "450 come back later"}
            await self.say(said.get(mood, "250 ok"))
        elif word == "DATA":
            return await self.data()
        else:
            await self.say("250 ok")
        return True

    async def login(self, line: str) -> None:
        parts = line.split(" ")
        given = parts[2] if len(parts) > 2 else ""
        if not given:
            await self.say("334 ")
            given = (await self.reader.readline()).decode().strip()
        _, account, password = base64.b64decode(given).decode().split("\0")
        self.known = (account, password) == (ACCOUNT, PASSWORD)
        self.state.logins.append(account)
        await self.say("235 welcome" if self.known else "535 wrong password")

    async def data(self) -> bool:
        mood = self.state.mood
        if mood is Mood.BUSY:
            await self.say("451 local trouble")
            return True
        await self.say("354 go on")
        if mood is Mood.DROPS_IN_DATA:
            await self.reader.readline()
            self.writer.transport.abort()
            return False
        text = await self.reader.readuntil(b"\r\n.\r\n")
        if mood is Mood.HANGS_IN_DATA:
            await asyncio.sleep(30)
        found = message_from_bytes(text[:-3], policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.state.taken.append(found)
        self.state.encrypted.append(self.secure)
        if mood is Mood.DROPS_AFTER_DATA:
            self.writer.transport.abort()
            return False
        await self.say("250 taken")
        return True

    async def say(self, text: str) -> None:
        self.writer.write(f"{text}\r\n".encode())
        await self.writer.drain()
