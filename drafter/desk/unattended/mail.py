"""Turn a draft that was made into letters, and the outbox into mail that was sent; each letter once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from drafter.desk.unattended.problems import MAIL_REFUSED, MAIL_WAITS
from drafter.desk.unattended.tasks import Done
from drafter.desk.workspace import Workspace
from drafter.mail.smtp import Fate, Sent, send
from drafter.model.mail import Letter, MailServer
from drafter.model.problem import Place, Problem
from drafter.schedule.due import Stage, Task, Work
from drafter.store.outbox import MailState
from drafter.store.run_book import RunBook

MOST_TRIES = 20
Send = Callable[[MailServer, Iterable[Letter]], Iterator[Sent]]


def letters_of(ws: Workspace, task: Task, done: Done, now: datetime) -> tuple[Letter, ...]:
    """The letters that tell of a draft; none where the office has no mail server or the task made no draft.

    Their text holds no personal data: the paper, how many units are missing, how many points there are to look at.
    """
    server = ws.settings.mail
    if server is None or task.work is not Work.DRAFT:
        return ()
    recipients = dict.fromkeys((*task.occasion.job.recipients, *server.recipients))
    return tuple(_letter(server, recipient, task, done, now) for recipient in recipients)


def _letter(server: MailServer, recipient: str, task: Task, done: Done, now: datetime) -> Letter:
    told = done.told
    state = "bản đủ số liệu"
    if task.stage is Stage.PROVISIONAL:
        state = f"bản tạm, còn thiếu {told['missing']}/{told['expected']} đơn vị"
    body = [
        "Kính gửi đồng chí,",
        "",
        f"Máy đã soạn dự thảo: {told['title']} ({state}).",
        f"Số điểm cần xem lại: {told['points']}.",
        "Tệp trong thư mục làm việc của văn phòng:",
        *(f"  {file}" for file in done.files),
        "",
        "Xem CAN_XEM_LAI.txt trong thư mục du-thao trước khi trình ký.",
        "Thư này do máy gửi, không cần trả lời.",
    ]
    subject = f"Dự thảo {task.occasion.period.words}: {state}"
    return Letter(_message_id(server, recipient, task), recipient, subject, "\n".join(body) + "\n", now)


def _message_id(server: MailServer, recipient: str, task: Task) -> str:
    """An id that comes of the ledger's key: the same news to the same address is one letter, however often sent."""
    key = task.key
    digest = hashlib.sha256(f"{key.job}|{key.period}|{key.inputs}|{recipient}".encode()).hexdigest()
    return f"<{digest[:32]}@{server.sender.rpartition('@')[2]}>"


def post(ws: Workspace, book: RunBook, now: datetime, send: Send = send) -> tuple[int, tuple[Problem, ...]]:
    """Send what waits in the outbox; gives how many letters went out and what there is to tell of the others."""
    server = ws.settings.mail
    waiting = book.letters(MailState.WAITING)
    if server is None or not waiting:
        return 0, ()
    if server.certificates:
        server = _with_certificates(ws.folder, server)
    tries = {(record.letter.message_id, record.letter.recipient): record.attempts for record in waiting}
    sent, later, problems = 0, [], []
    for one in send(server, [record.letter for record in waiting]):
        at = (one.letter.message_id, one.letter.recipient)
        spent = one.fate is Fate.LATER and tries[at] + 1 >= MOST_TRIES
        if one.fate is Fate.SENT:
            sent += 1
            book.mailed(one.letter, MailState.SENT, now)
        elif one.fate is Fate.NEVER or spent:
            book.mailed(one.letter, MailState.REFUSED, now, one.why)
            problems.append(MAIL_REFUSED.at(Place(), recipient=one.letter.recipient, reason=one.why))
        else:
            book.mailed(one.letter, MailState.WAITING, now, one.why)
            later.append(one.why)
    if later:
        problems.append(MAIL_WAITS.at(Place(), count=len(later), reason=later[0]))
    return sent, tuple(problems)


def _with_certificates(folder: Path, server: MailServer) -> MailServer:
    """The server with the path of its certificates made whole: drafter.toml names it from the workspace."""
    return replace(server, certificates=str(folder / server.certificates))
