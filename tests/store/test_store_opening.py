"""Opening a store: making it, bringing an older one up, and refusing what it must not touch, in whole messages."""

import errno
import os
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from store_samples import GIFTS, MEMBERS, MORNING, UNIT, YEAR, award, figure, handed, key, narrative, problem

from drafter.model.problem import ProblemKind
from drafter.model.register import Register, Row
from drafter.store import errors, migration
from drafter.store.errors import KINDS, StoreError
from drafter.store.records import Origin, Status
from drafter.store.schema import SCHEMA_VERSION
from drafter.store.store import Store, open_store

VERSION_1 = Path(__file__).with_name("version_1.sql")
VERSION_2 = Path(__file__).with_name("version_2.sql")


def shape(file: Path) -> dict[str, object]:
    """Tables with their columns, and indexes, by name."""
    with sqlite3.connect(file) as raw:
        named = raw.execute("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {
            name: raw.execute(f"PRAGMA {'table_info' if kind == 'table' else 'index_info'}({name})").fetchall()
            for name, kind in named
        }


def refused(address: object, patience: float = 1) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(address, patience)  # type: ignore[arg-type]
    return caught.value


def write_then_raise(store: Store, statement: str, error: Exception) -> None:
    with store._database.writing() as connection:
        connection.execute(text(statement))
        raise error


def test_what_is_stored_is_there_when_opened_again(address: str) -> None:
    with open_store(address) as store:
        store.record(handed(figure(GIFTS, "183")))
    with open_store(address) as store:
        assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
        assert store.revision() == 1


def test_an_sqlite_store_waits_syncs_and_keeps_its_references(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db") as store, store._database.reading() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_an_sqlite_url_is_a_path(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with open_store(f"sqlite:///{file}") as store:
        store.record(handed(figure(GIFTS, "183")))
    with open_store(file) as store:
        assert store.periods() == (YEAR,)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    file.touch()
    with open_store(file) as store:
        assert store.periods() == ()


def test_a_store_of_version_1_opens_with_all_it_held(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with sqlite3.connect(file) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    corrected, members = figure(GIFTS, "191"), figure(MEMBERS, "1846.50")
    with open_store(file) as store:
        assert store.figures([YEAR]) == (corrected, members)
        assert [version.origin for version in store.history(key(GIFTS))] == [
            Origin.SUBMITTED,
            Origin.SUBMITTED,
            Origin.CORRECTED,
        ]
        assert store.submission(1) == handed(
            figure(GIFTS, "183"),
            members,
            awards=(award("Lê Văn Bình"),),
            narratives=(narrative("Chưa có nhà văn hóa."),),
        )
        assert [record.submission_id for record in store.submissions(YEAR)] == [2, 1]
        assert store.problems(YEAR) == (problem("D105", "hoa-sen-b.xlsx"),)
        assert store.problems(None) == (problem("D100", "ảnh.png"),)
        kept = store.draft("7f3a")
        assert kept is not None
        assert (kept.document, kept.created_at) == (b"PK", MORNING)
        now = handed(figure(GIFTS, "191", previous=Decimal(150)), digest="c", hours=9)
        store.record(now)
        assert store.submission(5) == now
    fresh = tmp_path / "moi.db"
    open_store(fresh).close()
    assert shape(file) == shape(fresh)
    with sqlite3.connect(file) as raw:
        versions = raw.execute("SELECT version FROM drafter_schema ORDER BY version").fetchall()
    assert versions == [(version,) for version in range(1, SCHEMA_VERSION + 1)]


def test_a_store_of_version_2_opens_with_all_it_held_and_takes_registers(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with sqlite3.connect(file) as raw:
        raw.executescript(VERSION_2.read_text(encoding="utf-8"))
    with open_store(file) as store:
        assert store.figures([YEAR]) == (figure(GIFTS, "191"), figure(MEMBERS, "1846.50"))
        assert store.submission(2) == handed(
            figure(GIFTS, "190", previous=Decimal(150)), figure(MEMBERS, "1846.50"), digest="b", hours=3
        )
        assert [(r.submission_id, r.register, r.outstanding) for r in store.submissions(YEAR)] == [
            (5, "", True),
            (2, "", False),
            (1, "", False),
        ]
        assert [told.code for told in store.problems(YEAR)] == ["D105", "D101"]
        assert store.register_files(YEAR) == ()
        ballot = Register(
            "bo-phieu", UNIT, YEAR, (Row(UNIT, {"dong-y": Decimal(27)}),), "phieu.xlsx", "9" * 64, MORNING
        )
        assert [done.status for done in store.record_registers([(ballot, ())])] == [Status.NEW]
        assert store.registers("bo-phieu", [YEAR]) == (ballot,)
        assert store.figures([YEAR]) == (figure(GIFTS, "191"), figure(MEMBERS, "1846.50"))
    fresh = tmp_path / "moi.db"
    open_store(fresh).close()
    assert shape(file) == shape(fresh)


def test_there_is_a_step_from_each_version_to_the_next() -> None:
    assert len(migration.STEPS) == SCHEMA_VERSION - 1


def test_a_step_that_breaks_off_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kho.db"
    with sqlite3.connect(file) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    before = shape(file)

    def breaks_off(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE figure ADD COLUMN half_done TEXT"))
        raise KeyboardInterrupt

    monkeypatch.setattr(migration.bring_up, "__defaults__", ((breaks_off,),))
    with pytest.raises(KeyboardInterrupt):
        open_store(file)
    assert shape(file) == before
    monkeypatch.undo()
    with open_store(file) as store:
        assert store.periods() == (YEAR,)


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    open_store(file).close()
    with sqlite3.connect(file) as raw:
        raw.execute("INSERT INTO drafter_schema VALUES (99, '9.0', '2031-01-01T00:00:00+07:00')")
    before = file.read_bytes()
    assert str(refused(file)) == (
        f"W201 {file}: kho số liệu ở phiên bản 99, phần mềm này chỉ đọc được đến phiên bản {SCHEMA_VERSION}; "
        "kho vẫn được giữ nguyên\n"
        "     cách sửa: cập nhật phần mềm lên bản mới nhất rồi mở lại"
    )
    assert file.read_bytes() == before


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "ke-toan.db"
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE figure (id)")
    before = file.read_bytes()
    assert str(refused(file)) == (
        f"W203 {file}: đây không phải kho số liệu của drafter: trong đó có dữ liệu của một chương trình khác\n"
        "     cách sửa: kiểm tra lại đường dẫn; nếu muốn lập kho mới thì chuyển tệp này đi chỗ khác hoặc chọn tên khác"
    )
    assert file.read_bytes() == before


def test_a_store_whose_version_is_gone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    open_store(file).close()
    with sqlite3.connect(file) as raw:
        raw.execute("DELETE FROM drafter_schema")
    assert refused(file).problem.code == "W203"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(b"PK\x03\x04" + bytes(5000))
    assert str(refused(file)) == (
        f"W203 {file}: đây không phải kho số liệu của drafter: tệp không có phần đầu của một kho SQLite\n"
        "     cách sửa: kiểm tra lại đường dẫn; nếu muốn lập kho mới thì chuyển tệp này đi chỗ khác hoặc chọn tên khác"
    )
    assert file.read_bytes() == b"PK\x03\x04" + bytes(5000)


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with open_store(file) as store:
        store.record_many([(handed(figure(GIFTS, "1", f"DV{n}"), unit=f"DV{n}"), ()) for n in range(200)])
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(StoreError) as caught, open_store(file) as store:
        store.figures([YEAR])
    assert str(caught.value) == (
        f"W204 {file}: kho số liệu bị hỏng, không đọc được «database disk image is malformed»\n"
        "     cách sửa: giữ nguyên tệp này, khôi phục bản sao lưu gần nhất rồi nhập lại các biểu nhận sau ngày sao lưu"
    )


def test_a_writer_that_waits_in_vain_says_so_and_readers_go_on(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with open_store(file, patience=0.2) as store, open_store(file) as other:
        store.record(handed(figure(GIFTS, "183")))
        with other._database.writing():
            assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
            with pytest.raises(StoreError) as caught:
                store.record(handed(figure(GIFTS, "190"), digest="b", hours=1))
        assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
    assert str(caught.value) == (
        f"W205 {file}: kho số liệu đang được chương trình khác ghi, đã chờ 0,2 giây; lần ghi này chưa được lưu\n"
        "     cách sửa: đợi một lát rồi làm lại; nếu vẫn vậy thì đóng các cửa sổ drafter khác đang mở"
    )
    assert caught.value.passing


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("chưa có/kho.db", "không có thư mục «{folder}/chưa có»"),
        ("", "đây là một thư mục, không phải tệp"),
    ],
)
def test_a_place_where_no_store_can_be_says_why(tmp_path: Path, name: str, why: str) -> None:
    file = tmp_path / name
    error = refused(file)
    assert str(error) == (
        f"W206 {file}: không mở được kho số liệu: {why.format(folder=tmp_path)}\n"
        "     cách sửa: kiểm tra lại đường dẫn và quyền đọc, ghi của tài khoản đang dùng đối với thư mục đó"
    )
    assert not error.passing
    assert not (tmp_path / "chưa có").exists()


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (
            sqlite3.SQLITE_READONLY,
            (
                "W206 {file}: không mở được kho số liệu: tệp hoặc thư mục chỉ được đọc, không ghi được\n"
                "     cách sửa: kiểm tra lại đường dẫn và quyền đọc, ghi của tài khoản đang dùng đối với thư mục đó"
            ),
        ),
        (
            sqlite3.SQLITE_FULL,
            (
                "W207 {file}: ổ đĩa đã đầy, lần ghi này chưa được lưu; số liệu lưu trước đó vẫn còn nguyên\n"
                "     cách sửa: xoá bớt tệp không dùng trên ổ đĩa rồi làm lại"
            ),
        ),
        (
            sqlite3.SQLITE_IOERR,
            (
                "W211 {file}: kho số liệu báo lỗi «disk I/O error»; lần làm việc này chưa được lưu\n"
                "     cách sửa: làm lại một lần nữa; nếu vẫn vậy thì gửi nguyên văn dòng này "
                "cho người phụ trách phần mềm"
            ),
        ),
    ],
)
def test_what_the_disk_refuses_is_told(tmp_path: Path, what: int, message: str) -> None:
    file = tmp_path / "kho.db"
    with open_store(file) as store:
        told = sqlite3.OperationalError("disk I/O error\nmore")
        told.sqlite_errorcode = what
        with pytest.raises(StoreError) as caught:
            write_then_raise(store, "INSERT INTO revision VALUES (7)", told)
        assert store.revision() == 0
    assert str(caught.value) == message.format(file=file)


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="permissions do not hold for root or Windows")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refused(tmp_path / "kho.db").problem.code == "W206"


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    with open_store(file) as store:
        store.record(handed(figure(GIFTS, "183")))
        with store._database.writing() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        many = [(handed(figure(GIFTS, "1", f"DV{n}"), unit=f"DV{n}"), ()) for n in range(500)]
        with pytest.raises(StoreError) as caught:
            store.record_many(many)
        assert caught.value.problem.code == "W207"
        assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
        assert store.revision() == 1


def test_a_disk_without_shared_memory_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class OldMode:
        def cursor(self) -> "OldMode":
            return self

        def execute(self, _statement: str) -> None: ...

        def fetchone(self) -> tuple[str]:
            return ("delete",)

        def close(self) -> None: ...

    with open_store(tmp_path / "kho.db") as store:
        monkeypatch.setattr(store._database._engine, "raw_connection", OldMode)
        with pytest.raises(StoreError) as caught:
            store._database.use_wal()
    assert caught.value.problem.what == (
        "không mở được kho số liệu: ổ đĩa này không cho nhiều chương trình cùng mở một kho"
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("mysql://may-chu/kho", "mysql://may-chu/kho"),
        ("postgresql://may-chu", "postgresql://may-chu"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("http://lan:matkhau@may-chu/kho", "http://lan:***@may-chu/kho"),
        ("postgresql://lan:mat:khau@may-chu:cổng/kho", "postgresql://lan:***@may-chu:cổng/kho"),
    ],
)
def test_an_address_that_names_no_store_is_told_without_its_password(address: str, shown: str) -> None:
    assert str(refused(address)) == (
        f"W208 không hiểu địa chỉ kho số liệu «{shown}»; cần đường dẫn tới một tệp, hoặc postgresql://máy-chủ/tên-kho\n"
        "     cách sửa: sửa lại địa chỉ kho số liệu"
    )


def test_postgresql_without_its_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert str(refused("postgresql://lan:matkhau@may-chu/kho")) == (
        "W209 postgresql://lan:***@may-chu/kho: máy này chưa cài phần kết nối PostgreSQL\n"
        "     cách sửa: cài thêm bằng lệnh: pip install 'drafter[postgres]'"
    )


class ServerError(Exception):
    """What a PostgreSQL driver raises."""

    def __init__(self, sqlstate: str | None, message: str) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("told", "message", "passing"),
    [
        (
            ServerError(None, "connection refused\nIs the server running?"),
            (
                "W210 không kết nối được máy chủ số liệu «connection refused»\n"
                "     cách sửa: kiểm tra mạng, tên máy chủ, tên kho và mật khẩu; máy chủ có thể đang tắt"
            ),
            True,
        ),
        (
            ServerError("28P01", "password authentication failed"),
            (
                "W210 không kết nối được máy chủ số liệu «password authentication failed»\n"
                "     cách sửa: kiểm tra mạng, tên máy chủ, tên kho và mật khẩu; máy chủ có thể đang tắt"
            ),
            True,
        ),
        (
            ServerError("53100", "could not extend file"),
            (
                "W207 ổ đĩa đã đầy, lần ghi này chưa được lưu; số liệu lưu trước đó vẫn còn nguyên\n"
                "     cách sửa: xoá bớt tệp không dùng trên ổ đĩa rồi làm lại"
            ),
            False,
        ),
        (
            ServerError("42P01", "relation does not exist"),
            (
                "W211 kho số liệu báo lỗi «relation does not exist»; lần làm việc này chưa được lưu\n"
                "     cách sửa: làm lại một lần nữa; nếu vẫn vậy thì gửi nguyên văn dòng này "
                "cho người phụ trách phần mềm"
            ),
            False,
        ),
    ],
)
def test_what_a_server_says_is_told(tmp_path: Path, told: ServerError, message: str, passing: bool) -> None:
    with open_store(tmp_path / "kho.db") as store:
        error = store._database._as_told(told)
    assert str(error).replace(f"{tmp_path / 'kho.db'}: ", "") == message
    assert error.passing is passing


def test_every_kind_is_listed_once_and_reads_as_a_sentence() -> None:
    declared = [value for value in vars(errors).values() if isinstance(value, ProblemKind)]
    assert sorted(declared, key=lambda kind: kind.code) == list(KINDS)
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert all(kind.code.startswith("W2") for kind in KINDS)
    assert not [kind.code for kind in KINDS if kind.what.endswith(".") or kind.fix.endswith(".")]


def test_a_crash_inside_a_transaction_keeps_the_old_state(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183")))
    with pytest.raises(OSError, match="disk"):
        write_then_raise(store, "DELETE FROM figure", OSError(errno.EIO, "disk gone"))
    assert store.figures([YEAR]) == (figure(GIFTS, "183"),)
