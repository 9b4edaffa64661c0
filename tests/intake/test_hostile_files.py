"""Foreign files that mean harm, or are merely broken: each is one message, none ends anything but its own reading."""

from __future__ import annotations

import io
import os
import signal
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from form_samples import blank_form, figures_of, filled, place, put, read

from drafter.intake.faults import Fault, Refused
from drafter.intake.sandbox import MAX_FILE, Content, Sandbox, fault
from drafter.intake.zipcheck import open_checked

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORM = filled(put("A01", 5))
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def rebuilt(change: Callable[[str, bytes], bytes | None] = lambda _name, data: data, **added: bytes) -> bytes:
    """The form's zip with its members changed, and others added (their names' «__» stands for «/»)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FORM)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
        for name, data in added.items():
            new.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def zip_of(*entries: tuple[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, level)
    return buffer.getvalue()


def in_figures(change: Callable[[bytes], bytes]) -> bytes:
    """The form with the XML of its figures sheet changed."""
    return rebuilt(lambda name, data: change(data) if name == "xl/worksheets/sheet2.xml" else data)


def with_bomb(total: int) -> bytes:
    return rebuilt(lambda name, data: data + b" " * total if name.endswith("sheet2.xml") else data)


def lying_size() -> bytes:
    """A member that inflates to far more than its headers say."""
    data = bytearray(with_bomb(30_000_000))
    at = data.index(b"PK\x01\x02")
    while at != -1:
        struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Two directory entries that lead to one local header."""
    data = bytearray(zip_of(("xl/a.xml", b"<a/>" * 50), ("xl/b.xml", b"<a/>" * 50)))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


def wrong_checksum() -> bytes:
    data = bytearray(FORM)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 16, 1)
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(FORM)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 8, 1)
    return bytes(data)


def duplicate_names() -> bytes:
    buffer = io.BytesIO(FORM)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return buffer.getvalue()


def word_file() -> bytes:
    buffer = io.BytesIO()
    Document().save(buffer)
    return buffer.getvalue()


def endless_ods() -> bytes:
    """A spreadsheet that says it is full to its last row and column."""
    cell = b'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    content = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        b'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
        + cell + b"</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )  # fmt: skip
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    return zip_of(kind, ("META-INF/manifest.xml", manifest), ("content.xml", content), level=zipfile.ZIP_STORED)


def deep_xml() -> bytes:
    return in_figures(lambda data: data.replace(b"<sheetData>", b"<sheetData>" + b"<x>" * 100_000))


def doctype(encoding: str, text: str = "<!DOCTYPE w [<!ENTITY a 'b'>]>") -> bytes:
    return (
        rebuilt(xl__custom="<?xml version='1.0'?>".encode(encoding))
        if not text
        else rebuilt(**{"xl__custom.xml": ("<?xml version='1.0'?>" + text + "<w/>").encode(encoding)})
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "tệp rỗng": (lambda: b"", "D140", "tệp không có nội dung"),
    "toàn khoảng trắng": (lambda: b" \r\n\x00\x00", "D140", "tệp không có nội dung"),
    "văn bản": (lambda: "Quý I: 24".encode(), "D149", "đây là tệp không rõ loại, không phải biểu số liệu: đã bỏ qua"),
    "PDF": (lambda: b"%PDF-1.7 ...", "D149", "đây là tệp PDF, không phải biểu số liệu: đã bỏ qua"),
    "ảnh": (lambda: b"\x89PNG\r\n", "D149", "đây là tệp ảnh, không phải biểu số liệu: đã bỏ qua"),
    "trang web": (lambda: b"<html><table>", "D149", "đây là tệp web hoặc XML, không phải biểu số liệu: đã bỏ qua"),
    "docx đổi tên": (word_file, "D149", "đây là tệp Word, không phải biểu số liệu: đã bỏ qua"),
    "doc cũ": (
        lambda: OLE2 + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600),
        "D149",
        "đây là tệp Word cũ (.doc), không phải biểu số liệu: đã bỏ qua",
    ),
    "cắt nửa": (lambda: FORM[: len(FORM) // 2], "D141", "không đọc được tệp: tệp nén bị hỏng hoặc tải về chưa đủ"),
    "chỉ có đầu": (lambda: b"PK\x03\x04", "D141", "không đọc được tệp: tệp nén bị hỏng hoặc tải về chưa đủ"),
    "sai tổng kiểm": (
        wrong_checksum,
        "D141",
        "không đọc được tệp: tệp nén bị hỏng hoặc tải về chưa đủ",
    ),
    "xls hỏng": (lambda: OLE2 + bytes(2000), "D141", "không đọc được tệp: không đọc được nội dung bảng tính"),
    "XML hỏng": (
        lambda: in_figures(lambda data: data[:-40]),
        "D141",
        "không đọc được tệp: nội dung bên trong tệp bị hỏng",
    ),
    "địa chỉ ô lạ": (
        lambda: in_figures(lambda data: data.replace(b'r="A1"', b'r="A0"')),
        "D141",
        "không đọc được tệp: địa chỉ ô không hợp lệ",
    ),
    "có mật khẩu": (
        lambda: OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "D142",
        "không đọc được tệp: tệp có mật khẩu mở",
    ),
    "zip có mật khẩu": (encrypted_zip, "D142", "không đọc được tệp: tệp nén có mật khẩu"),
    "bom nén": (
        lambda: with_bomb(20_000_000),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: nội dung nén quá 100 lần (giống bom nén)",
    ),
    "khai sai cỡ": (lying_size, "D141", "không đọc được tệp: tệp nén bị hỏng hoặc tải về chưa đủ"),
    "quá nhiều mục": (
        lambda: zip_of(*((f"f{n}.xml", b"") for n in range(2001))),
        "D144",
        "tệp quá lớn so với một biểu số liệu: tệp nén có 2001 mục, quá 2000 mục",
    ),
    "quá 50 MB": (
        lambda: b"PK\x03\x04" + bytes(MAX_FILE),
        "D144",
        "tệp quá lớn so với một biểu số liệu: tệp quá 50 MB",
    ),
    "trỏ ra ngoài": (
        lambda: zip_of(("../../etc/passwd", b"x")),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: tên mục trong tệp nén trỏ ra ngoài",
    ),
    "đường dẫn gốc": (
        lambda: zip_of(("/etc/passwd", b"x")),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: tên mục trong tệp nén trỏ ra ngoài",
    ),
    "gạch chéo ngược": (
        lambda: zip_of(("xl\\workbook.xml", b"x")),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: tên mục trong tệp nén trỏ ra ngoài",
    ),
    "ổ đĩa": (
        lambda: zip_of(("C:evil.xml", b"x")),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: tên mục trong tệp nén trỏ ra ngoài",
    ),
    "trùng tên": (
        duplicate_names,
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: hai mục trong tệp nén trùng tên",
    ),
    "trùng tên khác hoa thường": (
        lambda: zip_of(("XL/A.xml", b"x"), ("xl/a.xml", b"x")),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: hai mục trong tệp nén trùng tên",
    ),
    "chồng lên nhau": (
        overlapping,
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: các mục trong tệp nén chồng lên nhau",
    ),
    "cách nén lạ": (
        lambda: zip_of(("a.xml", b"x" * 100), level=zipfile.ZIP_LZMA),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: cách nén lạ",
    ),
    **{
        f"DOCTYPE {encoding}": (
            lambda encoding=encoding: doctype(encoding),
            "D143",
            "không mở tệp vì bên trong có dấu hiệu không an toàn: có khai báo DOCTYPE",
        )
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    },
    "billion laughs": (
        lambda: in_figures(lambda d: d.replace(b"<worksheet", b'<!DOCTYPE l [<!ENTITY a "aaaa">]><worksheet', 1)),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: có khai báo DOCTYPE",
    ),
    "ods đầy đến cuối": (endless_ods, "D141", "không đọc được tệp: không đọc được nội dung bảng tính"),
    "XML lồng sâu": (deep_xml, "D141", "không đọc được tệp: nội dung bên trong tệp bị hỏng"),
    "quá nhiều ô": (
        lambda: in_figures(lambda d: d.replace(b"<sheetData>", b"<sheetData><row>" + b"<c><v>1</v></c>" * 60_001)),
        "D143",
        "không mở tệp vì bên trong có dấu hiệu không an toàn: nội dung nén quá 100 lần (giống bom nén)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_one_message(sandbox: Sandbox, name: str) -> None:
    make, code, what = REFUSED[name]
    result = read(make(), sandbox, file="lạ.xlsx")
    assert result.submission is None
    assert [(problem.code, problem.what) for problem in result.problems] == [(code, what)]
    assert result.problems[0].request.startswith("Kính đề nghị người gửi tệp lạ.xlsx ")


def test_what_all_entries_inflate_to_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.intake.zipcheck.MAX_TOTAL", 3 * 1024 * 1024)
    with pytest.raises(Refused) as refused:
        open_checked(zip_of(*((f"{n}.bin", bytes(1024 * 1024)) for n in range(4)), level=zipfile.ZIP_STORED))
    assert (refused.value.fault, refused.value.detail) == (Fault.TOO_LARGE, "nội dung bung ra quá 3 MB")


def test_every_cut_of_a_form_is_told_and_nothing_crashes(sandbox: Sandbox) -> None:
    for size in range(1, len(FORM), len(FORM) // 25):
        [problem] = read(FORM[:size], sandbox).problems
        assert problem.code in ("D141", "D149"), size


def test_any_changed_byte_is_read_or_told(sandbox: Sandbox) -> None:
    for at in range(0, len(FORM), len(FORM) // 40):
        changed = FORM[:at] + bytes([FORM[at] ^ 0x55]) + FORM[at + 1 :]
        result = read(changed, sandbox)
        assert result.submission or result.problems


def test_too_many_cells_that_hardly_compress(sandbox: Sandbox) -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % (n * 2654435761 % 10**12) for n in range(60_001))
    data = in_figures(lambda d: d.replace(b"</sheetData>", b"<row>" + cells + b"</row></sheetData>"))
    assert [p.what for p in read(data, sandbox).problems] == [
        "tệp quá lớn so với một biểu số liệu: có hơn 60000 ô có dữ liệu"
    ]


def test_a_phantom_cell_costs_nothing_and_is_told(sandbox: Sandbox) -> None:
    """One stray number at the sheet's last corner: dense readers die of it."""
    row = b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    result = read(in_figures(lambda data: data.replace(b"</sheetData>", row)), sandbox)
    assert [problem.what for problem in result.problems] == ["có số ngoài biểu, không được nhận: XFD1048576"]
    assert figures_of(result)["A01"].value == 5


def test_a_lying_dimension_hides_nothing(sandbox: Sandbox) -> None:
    lie = in_figures(lambda data: data.replace(b"<dimension ref=", b'<dimension ref="A1" x='))
    assert figures_of(read(lie, sandbox))["A01"].value == 5


def test_merges_without_end(sandbox: Sandbox) -> None:
    """A million-cell merge over notes and 20,000 small ones do no harm."""
    many = b"".join(b'<mergeCell ref="M%d:N%d"/>' % (n, n) for n in range(300, 20_300))
    huge = b'<mergeCells count="1"><mergeCell ref="I100:XFD1048576"/>' + many
    result = read(
        in_figures(lambda d: d.replace(b"<mergeCells", huge + b"<x", 1).replace(b"<x count", b"<x y", 1)), sandbox
    )
    assert result.problems
    whole = in_figures(lambda data: data.replace(b"</mergeCells>", many[: 28 * 2000] + b"</mergeCells>"))
    assert read(whole, sandbox).submission or read(whole, sandbox).problems


@on_linux
def test_a_child_that_dies_costs_its_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(workers=1) as sandbox:
        with monkeypatch.context() as patch:
            patch.setattr("drafter.intake.sandbox._COMMAND", [sys.executable, "-c", "import os; os.abort()"])
            assert sandbox.read(FORM) == fault(Fault.CRASHED)
        assert figures_of(read(FORM, sandbox))["A01"].value == 5  # a fresh child took over
        [child] = _children()
        os.kill(child, signal.SIGKILL)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert figures_of(read(FORM, sandbox))["A01"].value == 5  # one that died idle costs nothing at all


def _children() -> list[int]:
    """The children of this process that serve a sandbox and live."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        fields = status.read_text().rpartition(")")[2].split()
        if (
            int(fields[1]) == os.getpid()
            and fields[0] != "Z"
            and b"intake.child" in (status.parent / "cmdline").read_bytes()
        ):
            found.append(int(status.parent.name))
    return sorted(found)[-1:]


def test_the_child_is_stopped_by_the_clock() -> None:
    with Sandbox(workers=1, wall_seconds=0.01) as hasty:
        assert hasty.read(FORM) == fault(Fault.TIMED_OUT, "quá 0,01 giây")
    with Sandbox(workers=1) as patient:
        assert patient.read(FORM).kind == "workbook"


def test_what_a_timeout_and_a_crash_say(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    said = {}
    for kind in (Fault.TIMED_OUT, Fault.CRASHED):
        monkeypatch.setattr(sandbox, "read", lambda data, kind=kind: fault(kind, "quá 30 giây"))
        [problem] = read(FORM, sandbox).problems
        said[problem.code] = problem.what
    assert said == {
        "D145": "đọc tệp quá lâu nên đã dừng: quá 30 giây",
        "D146": "nội dung tệp làm trình đọc dừng đột ngột; các tệp khác không bị ảnh hưởng",
    }


@on_linux
def test_peak_memory_of_a_child_stays_small() -> None:
    """After the bombs above were thrown at one child it has never held 300 MB."""
    with Sandbox(workers=1) as sandbox:
        for name in ("bom nén", "quá nhiều ô", "quá nhiều mục", "khai sai cỡ"):
            sandbox.read(REFUSED[name][0]())
        [child] = _children()
        [peak] = [line for line in Path(f"/proc/{child}/status").read_text().splitlines() if line.startswith("VmHWM")]
        assert int(peak.split()[1]) < 300_000


def test_answers_come_in_order_whatever_happens_between() -> None:
    files = [FORM, b"", REFUSED["PDF"][0](), blank_form(), FORM[:100], FORM]
    with Sandbox(workers=2) as sandbox:
        answers = list(sandbox.read_each(enumerate(files)))
    assert [tag for tag, _ in answers] == list(range(len(files)))
    kinds = [content.kind for _, content in answers]
    assert kinds == ["workbook", "fault", "fault", "workbook", "fault", "workbook"]


def test_a_child_opens_no_socket_and_writes_no_file(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    link = b'<externalLink xmlns:r="x"><externalBook r:id="rId1"/></externalLink>'
    target = b'Target="http://192.0.2.1/x.xlsx" TargetMode="External"'
    relation = b'<Relationships><Relationship Id="rId1" ' + target + b"/></Relationships>"
    data = rebuilt(
        **{"xl__externalLinks__externalLink1.xml": link, "xl__externalLinks___rels__externalLink1.xml.rels": relation}
    )
    assert figures_of(read(data, sandbox))["A01"].value == 5
    assert list(tmp_path.iterdir()) == []


def test_content_of_an_answer_is_plain(sandbox: Sandbox) -> None:
    content: Content = sandbox.read(FORM)
    cells = {tuple(cell[:2]): cell[2:] for cell in content.data["sheets"][1]["cells"]}
    row = int(place("A01")[1:])
    assert cells[row, 6] == ["n", "5"]
