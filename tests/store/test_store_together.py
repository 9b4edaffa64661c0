"""Many at once, and one that dies: nothing that was said to be stored is lost, and nothing is stored by half."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event
from store_samples import GIFTS, MEMBERS, MORNING, YEAR, award, figure, handed, key, problem

from drafter.store.errors import StoreError
from drafter.store.records import Status
from drafter.store.store import Store, open_store

_HERE = Path(__file__).parent

_WRITER = """
import sys
from store_samples import figure, handed
from drafter.store.store import open_store
address, who, count, width = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with open_store(address) as store:
    for turn in range(count):
        unit = f"DV-{who}-{turn}"
        figures = [figure(f"A{n:02d}", str(turn), unit) for n in range(width)]
        store.record(handed(*figures, unit=unit, digest="e"))
        print(unit, flush=True)
"""


def start(address: str, who: str, turns: int, width: int = 3) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, address, who, str(turns), str(width)]
    paths = os.pathsep.join([str(_HERE), *(path for path in sys.path if path)])
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}, text=True)


def test_eight_processes_lose_nothing_from_the_making_of_the_store_on(address: str) -> None:
    writers = [start(address, str(number), 50) for number in range(8)]
    told = [writer.communicate(timeout=60)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 8
    expected = {f"DV-{who}-{turn}" for who in range(8) for turn in range(50)}
    assert {unit for units in told for unit in units} == expected
    with open_store(address) as store:
        records = store.submissions(YEAR)
        assert [record.submission_id for record in records] == list(range(400, 0, -1))
        assert {record.organisation for record in records} == expected
        assert len(store.figures([YEAR])) == 1200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_writer_leaves_whole_submissions_and_all_it_had_told(tmp_path: Path) -> None:
    file, width = tmp_path / "drafter.db", 60
    open_store(file).close()
    said: set[str] = set()
    for attempt in range(4):
        writer = start(str(file), f"{attempt}", 10_000, width)
        assert writer.stdout is not None
        said.add(writer.stdout.readline().strip())
        time.sleep(0.03 * attempt)
        writer.send_signal(signal.SIGKILL)
        said |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        assert writer.wait() == -signal.SIGKILL
    with open_store(file) as store:
        kept = {record.organisation for record in store.submissions(YEAR)}
        whole = {unit: len(store.figures([YEAR], [unit])) for unit in kept if unit is not None}
        with store._database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert store.record(handed(figure(GIFTS, "1"))).status is Status.NEW
    assert said <= kept
    assert set(whole.values()) == {width}


def test_a_failure_at_any_statement_leaves_the_old_state(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "5"), awards=(award("Lê Văn Bình"),)), [problem()])
    store.correct(key(GIFTS), figure(GIFTS, "138"), "đối chiếu", "Nguyễn Thị Hoa", MORNING)
    revised = handed(figure(GIFTS, "190"), awards=(award("Đỗ Văn Dũng"),), digest="b", hours=1)

    def state() -> tuple[object, ...]:
        return store.revision(), store.figures([YEAR]), store.awards(YEAR), store.submissions(YEAR)

    before, points = state(), 0
    for failing_at in count(1):
        with failing_statement(store, failing_at) as reached:
            try:
                store.record(revised, [problem("D105")])
            except OSError:
                points += 1
        if not reached:
            break
        assert state() == before
    assert points > 8
    assert store.figures([YEAR]) == (figure(GIFTS, "190"),)


@contextmanager
def failing_statement(store: Store, failing_at: int) -> Iterator[list[int]]:
    """Let the n-th statement fail; what is given stays empty when there were fewer."""
    reached: list[int] = []
    left = count(1)

    def fail(*_args: object) -> None:
        if next(left) == failing_at:
            reached.append(failing_at)
            raise OSError("disk gone")

    event.listen(store._database._engine, "before_cursor_execute", fail)
    try:
        yield reached
    finally:
        event.remove(store._database._engine, "before_cursor_execute", fail)


def test_threads_share_one_store(store: Store) -> None:
    def record(number: int) -> Status:
        unit = f"DV{number}"
        return store.record(handed(figure(GIFTS, "1", unit), unit=unit)).status

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(record, range(60))) == {Status.NEW}
    assert len(store.figures([YEAR])) == 60


def test_of_two_who_saw_the_same_number_one_corrects_and_one_is_told(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "5")))

    def correct(who: str) -> str:
        try:
            store.correct(key(GIFTS), figure(GIFTS, "190"), "đối chiếu", who, MORNING, seen=1)
        except StoreError as error:
            return error.problem.code
        return "đã sửa"

    with ThreadPoolExecutor(8) as threads:
        outcomes = sorted(threads.map(correct, [f"cán bộ {number}" for number in range(8)]))
    assert outcomes == ["W230"] * 7 + ["đã sửa"]
    assert len(store.history(key(GIFTS))) == 2


@pytest.mark.parametrize("batch", [1, 400])
def test_a_reader_sees_a_batch_whole_or_not_at_all(address: str, batch: int) -> None:
    files = [(handed(figure(GIFTS, "1", f"DV{n}"), unit=f"DV{n}"), ()) for n in range(batch)]
    with open_store(address) as store, open_store(address) as reader, ThreadPoolExecutor(1) as threads:
        writing = threads.submit(store.record_many, files)
        seen = set()
        while not writing.done():
            seen.add(len(reader.figures([YEAR])))
        seen.add(len(reader.figures([YEAR])))
    assert seen <= {0, batch}
    assert batch in seen
