"""`drafter serve`: on this machine only, on a port of its own, ended when nobody looks; nothing else needs the page."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.desk.problems import DeskError
from drafter.web import server, users
from drafter.web.server import is_loopback, serve
from drafter.web.users import add_user
from tests.cli.command_runs import Program

ROOT = Path(__file__).parents[2]


def refused(home: Path, **told: object) -> list[str]:
    """The codes of why a page is not served."""
    given = {"host": "127.0.0.1", "port": 0, "public": "", "idle": timedelta(0), "say": print, "browser": False} | told
    with pytest.raises(DeskError) as stopped:
        serve(home, **given)  # type: ignore[arg-type]
    return [problem.code for problem in stopped.value.problems]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "baocao.example", ""])
def test_without_users_no_other_machine_gets_in(home: Path, host: str) -> None:
    assert refused(home, host=host) == ["W140"]
    assert refused(home, host=host, public="https://baocao.example") == ["W140"]


def test_an_address_for_others_needs_users_and_https(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(home, public="https://baocao.example") == ["W140"]
    monkeypatch.setattr(users, "_N", 2**4)
    add_user(home, "hoa", "", "quan-tri", "mật khẩu dài 1")
    assert refused(home, host="0.0.0.0") == ["W140"]
    for public in ("http://baocao.example", "baocao.example", "https://", "https://a.example/x", "https://u@a.example"):
        assert refused(home, public=public) == ["W141"]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("localhost", True), ("::1", True), ("[::1]", True),
     ("0.0.0.0", False), ("::", False), ("localhost.evil.example", False), ("127.0.0.1.evil.example", False)],
)  # fmt: skip
def test_what_is_this_machine(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_port_that_is_taken(home: Path) -> None:
    with server._listening("127.0.0.1", 0) as held:
        port = held[0].getsockname()[1]
        assert refused(home, port=port) == ["W142"]


def test_the_page_listens_on_loopback_and_nowhere_else() -> None:
    with server._listening("127.0.0.1", 0) as held:
        assert {one.getsockname()[0] for one in held} <= {"127.0.0.1", "::1"}
        assert len({one.getsockname()[1] for one in held}) == 1
        assert {one.proto for one in held} == {socket.IPPROTO_TCP}  # or asyncio holds a small answer back for 40 ms


def test_served_from_the_command_line_and_ended_when_nobody_looks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way: the command prints an address, it opens the page, the program ends by itself."""
    code = (
        "from datetime import timedelta; from pathlib import Path; import sys; from drafter.web.server import serve;"
        "serve(Path(sys.argv[1]), host='127.0.0.1', port=0, public='', idle=timedelta(seconds=2),"
        " say=lambda text: print(text, flush=True), browser=False)"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert program.stdout is not None
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/vao\S+)", program.stdout.readline())
    assert address is not None
    status = opened(int(address[1]), address[2])
    assert status == 303
    began = time.monotonic()
    out, _ = program.communicate(timeout=30)
    assert program.returncode == 0
    assert time.monotonic() - began > 1
    assert "Không có trang nào đang mở nên drafter đã tắt." in out


def opened(port: int, path: str) -> int:
    """The status of the first answer, tried until the server is up."""
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("no server")


def test_without_its_parts_the_page_says_what_to_install(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "drafter.web.server")
    found = Program(capsys, home)("serve", "--no-browser")
    assert (found.code, found.codes) == (2, ["W143"])
    assert Program(capsys, home)("serve", "--port", "70000").codes == ["W198"]


@pytest.mark.parametrize("command", ["status", "form", "draft", "serve", "users"])
def test_no_command_loads_the_page_before_it_serves(command: str) -> None:
    code = (
        f"import sys; sys.argv[1:] = ['{command}', '--help']\nfrom drafter.cli.main import run\n"
        "try:\n run()\nexcept SystemExit:\n pass\nprint('#', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    modules = done.stdout.rpartition("#")[2].split()
    assert "drafter.cli.main" in modules
    assert {"starlette", "uvicorn", "python_multipart", "anyio"}.isdisjoint(modules)


def test_the_windows_starter_goes_to_its_own_folder() -> None:
    data = (ROOT / "drafter" / "web" / "Mo-trang-lam-viec.cmd").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 5  # cmd.exe loses its labels in a file without them
    text = data.decode("ascii")
    assert 'cd /d "%~dp0"' in text
    assert text.count("-m drafter serve %*") == 3
