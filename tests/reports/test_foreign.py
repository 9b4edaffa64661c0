"""Files from outside that are out to take memory or time cost the limited process alone, and are refused in words."""

from __future__ import annotations

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from drafter.intake.faults import Fault
from drafter.intake.sandbox import Sandbox, fault
from drafter.readback.opening import NotRead
from drafter.reports import foreign
from drafter.reports.foreign import read_foreign_page, unsafe, why_not
from drafter.reports.foreign_child import answer
from tests.revise.papers import _package, make_paper


def paper_of(body: str) -> bytes:
    return _package(body + "<w:sectPr/>", "<w:p/>", "")


def with_part(name: str, content: bytes) -> bytes:
    """A paper in which one part is this."""
    buffer = BytesIO()
    with ZipFile(BytesIO(paper_of("<w:p/>"))) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return buffer.getvalue()


LAUGHS = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
HOSTILE = {
    "zip bomb": with_part("word/document.xml", b" " * 60_000_000),
    "entities": with_part("word/document.xml", LAUGHS),
    "deep nesting": paper_of("<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400),
    "not xml": with_part("word/document.xml", b"\x00\xff" * 500),
    "no zip": b"PK\x03\x04 rubbish",
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_words(name: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_foreign_page(HOSTILE[name])
    assert refused.value.problem.code in {"F101", "F102", "F103", "F104", "F105"}


def test_what_takes_too_long_costs_the_limited_process_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "".join(f"<w:p><w:r><w:t>{hash((1, n)):x}</w:t></w:r></w:p>" for n in range(300_000))
    endless = paper_of(words)
    with Sandbox(1, wall_seconds=0.6, module="drafter.reports.foreign_child") as short:
        assert short.read(make_paper(1).data).kind in ("read", "fault")  # it has started
        monkeypatch.setattr(foreign, "_sandbox", lambda: short)
        began = time.monotonic()
        with pytest.raises(NotRead) as refused:
            read_foreign_page(endless)
        assert time.monotonic() - began < 5
    assert refused.value.problem.code == "F103"
    assert "giây" in refused.value.problem.what


def test_what_brings_its_reader_down_is_told() -> None:
    assert why_not(fault(Fault.CRASHED)) == "phần đọc tệp bị dừng giữa chừng"
    assert why_not(fault(Fault.TOO_LARGE, "nội dung cần quá 1 GB bộ nhớ")) == "nội dung cần quá 1 GB bộ nhớ"


def test_the_limited_process_names_what_its_reader_slips_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(_: bytes) -> None:
        raise KeyError("x")

    monkeypatch.setattr("drafter.reports.foreign_child.read_page", slip)
    assert answer(make_paper(1).data)[0] == {
        "kind": "fault",
        "fault": "broken",
        "detail": "nội dung bên trong tệp bị hỏng",
    }

    def swell(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr("drafter.reports.foreign_child.read_page", swell)
    assert answer(make_paper(1).data)[0]["fault"] == "too-large"


def test_a_good_paper_is_read_once_by_the_limited_process() -> None:
    data = make_paper(2).data
    assert unsafe(data) == ""
    assert read_foreign_page(data).carriers
    assert answer(data) == ({"kind": "read"}, b"")
