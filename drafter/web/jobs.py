"""Work that takes longer than a page may: done one after another beside the server, told while it goes."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from drafter.desk.problems import DeskError
from drafter.model.problem import Problem
from drafter.store.errors import StoreError

_KEPT = 200


@dataclass
class Job:
    """One piece of work. `result` is what it gave, `problems` why it could not; `done` is set either way.

    `number` of `total` (None: not known) pieces are finished, the last called `what`. `page` is the template that
    shows the result, or the address («/…») at which it is found, to the account `who` and nobody else.
    """

    id: str
    title: str
    page: str
    who: str
    total: int | None = None
    number: int = 0
    what: str = ""
    result: object = None
    problems: tuple[Problem, ...] = ()
    done: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)

    def progress(self, number: int, what: str) -> None:
        """Say how far the work is."""
        self.number, self.what = number, what


class Jobs:
    """The jobs of one running page: they wait for each other, so that the store has one writer of this process.

    `after` is called when a job is done that no other one waits behind.
    """

    def __init__(self, unexpected: Callable[[Exception, str], Problem], after: Callable[[], None]) -> None:
        self._unexpected, self._after = unexpected, after
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._worker = ThreadPoolExecutor(1, "drafter-job")

    def start(self, title: str, page: str, who: str, work: Callable[[Job], object], *, total: int | None = None) -> Job:
        """Put work in the queue."""
        job = Job(secrets.token_urlsafe(12), title, page, who, total)
        with self._lock:
            self._jobs[job.id] = job
            finished = [key for key, held in self._jobs.items() if held.done.is_set()]
            for key in finished[: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[key]
        self._worker.submit(self._run, job, work)
        return job

    def find(self, job_id: str, who: str) -> Job | None:
        """A job of this account; None where there is none."""
        with self._lock:
            job = self._jobs.get(job_id)
        return job if job is not None and job.who == who else None

    @property
    def busy(self) -> bool:
        """Whether anything is still to be done."""
        with self._lock:
            return any(not job.done.is_set() for job in self._jobs.values())

    def close(self) -> None:
        """Let what has begun come to its end; the rest is not begun."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Callable[[Job], object]) -> None:
        try:
            job.result = work(job)
        except DeskError as error:
            job.problems = error.problems
        except StoreError as error:
            job.problems = (error.problem,)
        except Exception as error:
            job.problems = (self._unexpected(error, job.page),)
        finally:
            job.done.set()
            if not self.busy:
                self._after()
