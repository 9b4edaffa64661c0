"""A file is refused before anything in it is parsed; a written one is sound and always the same."""

import html
import io
import os
import re
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from word_samples import docx, names, part, with_body

from drafter.fill import TemplateError, WordTemplate
from drafter.fill.outside import without_outside
from drafter.fill.package import ZipLimits, read_package, save, sweep, written_whole

LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return data.replace(old, new)


def lying(data: bytes, size: int) -> bytes:
    """The last member's uncompressed size in the directory replaced by a lie."""
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 24] + struct.pack("<I", size) + data[entry + 28 :]


def overlapping() -> bytes:
    """Two names for the same bytes of the file."""
    data = zipped(("a.bin", b"x" * 5000), ("b.bin", b"y"))
    first = data.index(b"PK\x01\x02", data.index(b"a.bin") + 100)
    entries = [start for start in range(len(data)) if data.startswith(b"PK\x01\x02", start)]
    a, b = (next(start for start in entries if data[start + 46 :].startswith(name)) for name in (b"a.bin", b"b.bin"))
    assert first
    copied = bytearray(data)
    copied[b + 16 : b + 28] = data[a + 16 : a + 28]
    copied[b + 42 : b + 46] = data[a + 42 : a + 46]
    return bytes(copied)


BOMB = b"\0" * 20_000_000
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "T130"),
    "no zip": (b"PK\x03\x04" + b"x" * 100, "T130"),
    "plain text": ("xin chào".encode() * 50, "T130"),
    "cut off": (zipped(("a.xml", b"<a/>"))[:-30], "T130"),
    "old or locked file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "T134"),
    "no content types": (renamed(zipped(("a.xml", b"<a/>")), b"[Content_Types].xml", b"[Content_Typez].xml"), "T130"),
    "ratio": (zipped(("a.bin", BOMB)), "T132"),
    "ratio in xml": (zipped(("a.xml", b"<a>" + BOMB.replace(b"\0", b" ") + b"</a>")), "T132"),
    "size lies small": (lying(zipped(("a.bin", b"x" * 90_000)), 10), "T130"),
    "size lies big": (lying(zipped(("a.bin", b"x" * 90_000)), 1 << 30), "T130"),
    "overlap": (overlapping(), "T132"),
    "up the tree": (zipped(("../a.xml", b"<a/>")), "T133"),
    "up the tree inside": (zipped(("word/../../a.xml", b"<a/>")), "T133"),
    "absolute": (zipped(("/etc/passwd", b"x")), "T133"),
    "drive": (zipped(("C:/a.xml", b"<a/>")), "T133"),
    "backslash": (renamed(zipped(("word/a.xml", b"<a/>")), b"word/a.xml", b"word\\a.xml"), "T133"),
    "nul": (renamed(zipped(("wordxa.xml", b"<a/>")), b"wordxa.xml", b"word\0a.xml"), "T133"),
    "same name in capitals": (zipped(("word/a.xml", b"<a/>"), ("WORD/A.xml", b"<a/>")), "T133"),
    "same name": (renamed(zipped(("w/a.xml", b"<a/>"), ("w/b.xml", b"<a/>")), b"w/b.xml", b"w/a.xml"), "T133"),
    "same name apart": (zipped(("ă.xml", b"<a/>"), ("a\u0306.xml", b"<a/>")), "T133"),
    "doctype": (zipped(("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), "T135"),
    "doctype after a comment": (zipped(("a.xml", b"<?xml version='1.0'?><!-- --><!DOCTYPE a><a/>")), "T135"),
    "doctype in utf-16": (zipped(("a.xml", "<!DOCTYPE a><a/>".encode("utf-16"))), "T135"),
    "doctype in utf-16 without mark": (zipped(("a.xml", "<!DOCTYPE a><a/>".encode("utf-16-le"))), "T135"),
    "doctype in relations": (zipped(("_rels/.rels", b"<!DOCTYPE a><a/>")), "T135"),
    "laughs": (zipped(("a.xml", b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>')), "T135"),
    "outside entity": (zipped(("a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')), "T135"),
    "hidden in utf-7": (zipped(("a.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>')), "T135"),
    "macros": (zipped(("word/vbaProject.bin", b"x")), "T136"),
    "activex": (zipped(("word/activeX/activeX1.bin", b"x")), "T136"),
    "ole": (zipped(("word/embeddings/oleObject1.bin", b"x")), "T136"),
    "macro sheet": (zipped(("xl/macrosheets/sheet1.xml", b"<a/>")), "T136"),
    "ole relation in other quotes": (zipped(("word/_rels/a.rels", f"<a Type='{LINKS}/oleObject'/>".encode())), "T136"),
    "ole relation in disguise": (zipped(("word/_rels/a.rels", f'<a Type="{LINKS}/ole&#x4f;bject"/>'.encode())), "T136"),
    "embedded document": (zipped(("word/_rels/a.rels", f'<a Type="{LINKS}/aFChunk"/>'.encode())), "T136"),
    "ole relation": (
        zipped(("word/_rels/a.rels", f'<a Type="{LINKS}/oleObject"/>'.encode())),
        "T136",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused(name: str) -> None:
    data, code = HOSTILE[name]
    tracemalloc.start()
    try:
        with pytest.raises(TemplateError) as caught:
            read_package(data)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.code == code


def test_too_big_and_too_many(tmp_path: Path) -> None:
    data = zipped(*((f"a{number}.bin", b"x") for number in range(20)))
    (tmp_path / "a.docx").write_bytes(data)
    for limits in (ZipLimits(file_bytes=100), ZipLimits(entries=10)):
        for source in (data, tmp_path / "a.docx"):
            with pytest.raises(TemplateError) as caught:
                read_package(source, limits=limits)
            assert caught.value.code == "T131"
    with pytest.raises(TemplateError) as caught:
        read_package(zipped(("a.bin", bytes(range(256)) * 40)), limits=ZipLimits(inflated_bytes=5000))
    assert caught.value.code == "T132"


def test_the_content_types_of_macros_are_refused() -> None:
    data = docx("x")
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
            target.writestr(name, text)
    with pytest.raises(TemplateError) as caught:
        WordTemplate(out.getvalue())
    assert caught.value.code == "T136"


def test_a_package_written_and_read_again_is_the_same() -> None:
    package = read_package(docx("x"))
    written = package.write({"word/document.xml": b"<a/>", "word/moi.xml": "ớ".encode()})
    again = read_package(written)
    assert again.read("word/document.xml") == b"<a/>"
    assert again.read("word/moi.xml").decode() == "ớ"
    assert sorted(again.names) == sorted({*package.names, "word/moi.xml"})
    assert written == package.write({"word/document.xml": b"<a/>", "word/moi.xml": "ớ".encode()})
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_streaming_gives_what_writing_gives(tmp_path: Path) -> None:
    package = read_package(docx("x"))
    pieces = [f"<r>{number}</r>".encode() for number in range(2000)]
    with written_whole(tmp_path / "a.zip") as out:
        package.stream(out, {"word/document.xml": iter(pieces)})
    archive = zipfile.ZipFile(tmp_path / "a.zip")
    assert archive.testzip() is None
    assert archive.read("word/document.xml") == b"".join(pieces)


def test_streaming_keeps_memory_flat(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(400):
            yield b"0123456789" * 10_000

    package = read_package(docx("x"))
    tracemalloc.start()
    with written_whole(tmp_path / "a.zip") as out:
        package.stream(out, {"word/document.xml": pieces()})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    save(target, b"cu")

    def fail() -> None:
        with written_whole(target) as out:
            out.write(b"moi")
            raise zlib.error

    with pytest.raises(zlib.error):
        fail()
    assert target.read_bytes() == b"cu"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


# -- outside targets ------------------------------------------------------------------------------------------------


def _linked(kind: str, target: str, content: str) -> bytes:
    data = docx("x")
    relations = part(data, "word/_rels/document.xml.rels")
    relation = f'<Relationship Id="rIdX" Type="{LINKS}/{kind}" Target="{target}" TargetMode="External"/>'
    made = with_body(content)
    source, out = zipfile.ZipFile(io.BytesIO(made)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/_rels/document.xml.rels":
                text = relations.replace("</Relationships>", relation + "</Relationships>").encode()
            archive.writestr(name, text)
    return out.getvalue()


LINK = '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>chữ</w:t></w:r></w:hyperlink></w:p>'
BAD_TARGETS = [
    ("attachedTemplate", "http://xau.example/mau.dotm"),
    ("image", "http://xau.example/theo-doi.png"),
    ("image", "file://may-chu/chung/anh.png"),
    ("hyperlink", "file:///etc/passwd"),
    ("hyperlink", "javascript:alert(1)"),
    ("hyperlink", "smb://may-chu/x"),
    ("hyperlink", "\\\\may-chu\\x"),
    ("frame", "http://xau.example/khung.html"),
    ("mailMergeSource", "file:///du-lieu.xlsx"),
    ("subDocument", "http://xau.example/a.docx"),
]


@pytest.mark.parametrize(("kind", "target"), BAD_TARGETS)
def test_outside_targets_are_dropped_and_reported(kind: str, target: str) -> None:
    template = WordTemplate(_linked(kind, target, LINK), name="m.docx")
    made = template.render({})
    assert target not in part(made, "word/_rels/document.xml.rels")
    assert "rIdX" not in part(made)
    assert "chữ" in part(made)
    assert [note.found for note in template.notes] == [target]


@pytest.mark.parametrize("target", ["https://congdoan.vn/a?b=1", "http://congdoan.vn", "mailto:vp@congdoan.vn"])
def test_web_pages_and_mail_stay(target: str) -> None:
    made = WordTemplate(_linked("hyperlink", target, LINK)).render({})
    assert f'Target="{target}"' in part(made, "word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    "code", ['INCLUDEPICTURE "http://x"', "includetext C:\\a", "DDEAUTO c:\\cmd.exe", "DDE x", "LINK x"]
)
def test_fields_that_fetch_are_dropped(code: str) -> None:
    half = len(code) // 2
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText> {code[:half]}</w:instrText>",
            f"<w:instrText>{code[half:]} </w:instrText>", '<w:fldChar w:fldCharType="separate"/>', "<w:t>cũ</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip
    package, notes = without_outside(read_package(with_body(f"<w:p>{field}</w:p>")))
    text = package.read("word/document.xml").decode()
    assert code[:half] not in text
    assert "cũ" in text
    assert [note.code for note in notes] == ["T141"]


def test_an_outside_target_in_disguise_is_dropped_too() -> None:
    plain = _linked("attachedTemplate", "http://xau.example/a.dotm", LINK)
    name = "word/_rels/document.xml.rels"
    hidden = part(plain, name).replace('"External"', '"Extern&#97;l"')
    for text in (hidden.encode(), part(plain, name).replace("UTF-8", "UTF-16").encode("utf-16")):
        template = WordTemplate(_replaced(plain, name, text))
        assert [note.found for note in template.notes] == ["http://xau.example/a.dotm"]
        assert "xau" not in part(template.render({}), name)


def test_a_fetching_field_in_utf_16_is_dropped_too() -> None:
    field = '<w:p><w:fldSimple w:instr="DDEAUTO x"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    plain = with_body(field)
    text = part(plain).replace("UTF-8", "UTF-16").encode("utf-16")
    package, notes = without_outside(read_package(_replaced(plain, "word/document.xml", text)))
    assert [note.code for note in notes] == ["T141"]
    assert "DDEAUTO" not in package.read("word/document.xml").decode()


def test_a_type_of_macros_in_disguise_is_refused() -> None:
    types = part(docx("x"), "[Content_Types].xml").replace("document.main", "document.macro&#69;nabled.main")
    with pytest.raises(TemplateError) as caught:
        read_package(_replaced(docx("x"), "[Content_Types].xml", types.encode()))
    assert caught.value.code == "T136"


def test_an_old_drawing_names_no_picture_elsewhere() -> None:
    vml = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://xau.example/a.png"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )
    template = WordTemplate(with_body(vml))
    assert [note.found for note in template.notes] == ["http://xau.example/a.png"]
    assert "xau.example" not in part(template.render({}))


def _replaced(data: bytes, name: str, text: bytes) -> bytes:
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each in source.namelist():
            archive.writestr(each, text if each == name else source.read(each))
    return out.getvalue()


def _field(*codes: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return with_body(f"<w:p>{begin}{runs}{end}</w:p>")


@pytest.mark.parametrize(
    "template",
    [
        _field(" {{ x }} "),
        _field(" ", "{{ x }}"),
        _field('<w:r/>{{ "DDE" }}AUTO c:\\cmd.exe'.replace("<w:r/>", "")),
        with_body('<w:p><w:fldSimple w:instr="{{ x }}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'),
    ],
)
def test_what_a_field_does_never_comes_from_data(template: bytes) -> None:
    with pytest.raises(TemplateError) as caught:
        WordTemplate(template).render({"x": "DDEAUTO c:\\cmd.exe"})
    assert caught.value.code == "T105"


@pytest.mark.parametrize(
    "value", ['a" \\o "b', "\\* MERGEFORMAT", '"', "=cmd|' /C calc'!A0", "-Nguyễn", "+84", "@SUM(1)"]
)
def test_data_in_a_field_code_stays_inside_its_quotes(value: str) -> None:
    made = WordTemplate(_field('HYPERLINK "', '{{ x }}"')).render({"x": value})
    code = html.unescape("".join(re.findall("<w:instrText[^>]*>([^<]*)", part(made))))
    assert code.count('"') == 2
    assert "\\" not in code.replace("\\\\", "")


def test_other_fields_stay() -> None:
    field = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    package, notes = without_outside(read_package(with_body(field)))
    assert not notes
    assert " PAGE " in package.read("word/document.xml").decode()
    assert names(package.write({}))


def test_what_a_kill_left_is_swept_once_it_is_old_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "du-thao" / "bao-cao"
    folder.mkdir(parents=True)
    old, young, other = (folder / name for name in (".a.docx.k3_x9abc.tmp", ".a.docx.zzzzzzzz.tmp", ".ghi-chu.tmp"))
    for path in (old, young, other, folder / "a.docx"):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (1_000, 1_000))
    assert sweep(tmp_path) == 1
    assert sorted(path.name for path in folder.iterdir()) == [".a.docx.zzzzzzzz.tmp", ".ghi-chu.tmp", "a.docx"]
    assert sweep(tmp_path / "không có") == 0
