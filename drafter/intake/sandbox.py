"""Turn the bytes of foreign files into plain data by way of limited child processes, a few kept warm."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from drafter.intake.child import CPU_SECONDS, HEAD
from drafter.intake.faults import Fault
from drafter.wording.numbers import number

MAX_FILE = 50 * 1024 * 1024
WALL_SECONDS = 30.0
_Tag = TypeVar("_Tag")
_FILES_PER_CHILD = 500
_COMMAND = [sys.executable, "-m"]
_CHILD = "drafter.intake.child"


@dataclass(frozen=True)
class Content:
    """What the child made of a file: `kind` is workbook, json, archive or fault; `members` are an archive's files."""

    kind: str
    data: dict[str, Any]
    members: tuple[tuple[str, bytes], ...] = ()


class Sandbox:
    """Holds the children open; use it in a `with` block. Answers of `read_each` come in the files' order.

    `module` is what the children run: it says what files they know.
    """

    def __init__(self, workers: int = 2, wall_seconds: float = WALL_SECONDS, module: str = _CHILD) -> None:
        self._module = module
        self._wall = wall_seconds
        self._workers = max(1, workers)
        self._idle: queue.SimpleQueue[_Child | None] = queue.SimpleQueue()
        for _ in range(self._workers):
            self._idle.put(None)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self._workers):
            if child := self._idle.get():
                child.close()

    def read(self, data: bytes) -> Content:
        """Read one file. Never raises for what is in the file."""
        if len(data) > MAX_FILE:
            return fault(Fault.TOO_LARGE, f"tệp quá {MAX_FILE // 1024 // 1024} MB")
        child = self._idle.get()
        try:
            if child is None or not child.usable:
                if child:
                    child.close()
                child = _Child(self._module)
            return child.read(data, self._wall)
        finally:
            self._idle.put(child)

    def read_each(self, files: Iterable[tuple[_Tag, bytes | Content]]) -> Iterator[tuple[_Tag, Content]]:
        """Read files side by side; each answer comes with its tag, in order. A content given for bytes is handed on.

        The iterable is drawn from only a little ahead of what was taken, so that few files are in memory at a time.
        """
        waiting: deque[tuple[_Tag, Future[Content]]] = deque()
        with ThreadPoolExecutor(self._workers) as threads:
            for tag, given in files:
                waiting.append((tag, threads.submit(self._answer, given)))
                if len(waiting) > 2 * self._workers:
                    done, answer = waiting.popleft()
                    yield done, answer.result()
            for done, answer in waiting:
                yield done, answer.result()

    def _answer(self, given: bytes | Content) -> Content:
        return given if isinstance(given, Content) else self.read(given)


def fault(kind: Fault, detail: str = "") -> Content:
    """A content that says why there is none."""
    return Content("fault", {"fault": kind.value, "detail": detail})


class _Child:
    """One child process and its two pipes."""

    def __init__(self, module: str) -> None:
        self._files = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [*_COMMAND, module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    @property
    def usable(self) -> bool:
        """Whether it lives and has not yet done its share: a fresh one replaces it then."""
        return self._process.poll() is None and self._files < _FILES_PER_CHILD

    def read(self, data: bytes, wall_seconds: float) -> Content:
        """Send one file and wait for the answer, at most so long."""
        self._files += 1
        late = threading.Event()
        clock = threading.Timer(wall_seconds, self._stop, (late,))
        clock.daemon = True
        clock.start()
        try:
            return self._exchange(data)
        except (OSError, EOFError, ValueError):
            self._process.kill()
            return self._died(wall_seconds if late.is_set() else None)
        finally:
            clock.cancel()

    def close(self) -> None:
        """End the process and wait for it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # a dead child's pipe still holds what it never took
                    pipe.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _exchange(self, data: bytes) -> Content:
        to_child, from_child = self._process.stdin, self._process.stdout
        assert to_child is not None
        assert from_child is not None
        to_child.write(HEAD.pack(len(data), 0))
        to_child.write(data)
        to_child.flush()
        head = from_child.read(HEAD.size)
        if len(head) < HEAD.size:
            raise EOFError
        text_size, blob_size = HEAD.unpack(head)
        text, blob = from_child.read(text_size), from_child.read(blob_size)
        if len(text) < text_size or len(blob) < blob_size:
            raise EOFError
        found = json.loads(text)
        return Content(str(found.pop("kind")), found, tuple(_cut(found.get("members", ()), blob)))

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _died(self, wall_seconds: float | None) -> Content:
        """Why there is no answer: stopped by the clock, by its limit of CPU, or fallen over by itself."""
        status = self._process.wait()
        if wall_seconds is not None:
            return fault(Fault.TIMED_OUT, f"quá {number(Decimal(str(wall_seconds)))} giây")
        if status == -getattr(signal, "SIGXCPU", 0):
            return fault(Fault.TIMED_OUT, f"quá {CPU_SECONDS} giây xử lý")
        return fault(Fault.CRASHED)


def _cut(members: Iterable[tuple[str, int]], blob: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    for name, size in members:
        yield name, blob[start : start + size]
        start += size


def _environment() -> dict[str, str]:
    """Only what Python needs to start, and where this package is."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG") if name in os.environ}
    home = str(Path(__file__).parents[2])
    return {**kept, "PYTHONPATH": home, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
