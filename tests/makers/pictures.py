"""Turn a run of `drafter demo` into the pictures of the user's guide: samples/hinh-anh/*.png.

Needs LibreOffice (soffice), poppler (pdftoppm, pdftotext) and ImageMagick (convert); run where a page has changed:

    python -m tests.makers.pictures
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "samples" / "hinh-anh"
_LARGEST, _ALL = 100_000, 800_000  # bytes: the pictures are shipped with the program

_OFFICE = "van-phong-mau"
_FORM = f"{_OFFICE}/bieu-da-nhan/2025/cdcs-10_may-song-vang.xlsx"
_DRAFT = f"{_OFFICE}/du-thao/bao-cao-nam_2025"


@dataclass(frozen=True)
class Picture:
    """A band of one page: `above` and `below` points around the first place that says `text`.

    `file` is looked for in the demo's folder, then in the checkout. `wide` is the share of the page's width that is
    shown, from its left.
    """

    name: str
    file: str
    text: str
    above: int
    below: int
    dots: int = 100
    wide: float = 1.0


PICTURES = (
    Picture("bieu-so-lieu", _FORM, "BIỂU SỐ LIỆU", 60, 310, 110),
    Picture("bieu-noi-dung", _FORM, "NỘI DUNG BÁO CÁO", 40, 210),
    Picture("du-thao-trang-dau", f"{_DRAFT}/report.docx", "SỐ LIỆU TẠM", 260, 190),
    Picture("du-thao-cho-trong", f"{_DRAFT}/report.docx", "[chưa", 130, 90),
    Picture("du-thao-ky-ten", f"{_DRAFT}/report.docx", "Nơi nhận:", 90, 170),
    Picture("phu-luc-1", f"{_DRAFT}/appendix.xlsx", "BẢNG TỔNG HỢP SỐ LIỆU", 60, 330),
    Picture("phu-luc-2", f"{_DRAFT}/appendix.xlsx", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", 60, 240, 110),
    Picture("nguon-so-lieu", f"{_DRAFT}/appendix.xlsx", "NGUỒN SỐ LIỆU", 40, 200, 110),
    Picture(
        "bang-doi-chieu", f"{_OFFICE}/doi-chieu/doi-chieu-2023-da-xem.xlsx", "ĐỐI CHIẾU SỐ LIỆU", 14, 165, 190, 0.8
    ),
    Picture("ban-cap-nhat", f"{_OFFICE}/hoan-thien/ban-cap-nhat.docx", "Thăm hỏi, trợ cấp", 110, 190),
    Picture("ban-da-soat", f"{_OFFICE}/hoan-thien/ban-cap-nhat-da-soat.docx", "xuất quà", 120, 170),
    Picture("ban-phat-hanh", f"{_OFFICE}/hoan-thien/45-BC-LDLD.docx", "Số: 45", 85, 122),
    Picture("mau-trong-word", "templates/bao-cao-nam/report.docx", "Kết nạp mới", 95, 120),
)


@dataclass(frozen=True)
class Word:
    """A word of a printed page and where it stands, in points from the page's top."""

    page: int
    text: str
    top: float
    bottom: float


def make(target: Path = TARGET) -> None:
    """Run the demo, print its pages and cut the pictures. Raises ValueError for one that grew too large."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _run(sys.executable, "-m", "drafter", "demo", str(work))
        target.mkdir(parents=True, exist_ok=True)
        sizes = {picture.name: _cut(picture, work, target / f"{picture.name}.png") for picture in PICTURES}
    grown = [name for name, size in sizes.items() if size > _LARGEST]
    if grown or sum(sizes.values()) > _ALL:
        raise ValueError(f"too large: {grown or sum(sizes.values())}")


def _cut(picture: Picture, work: Path, path: Path) -> int:
    """Write one picture and return its size."""
    source = work / picture.file
    pages = _printed(source if source.is_file() else ROOT / picture.file, work)
    words = _words(pages)
    found = _place(words, picture.text)
    top, bottom = _band(picture, found, [word for word in words if word.page == found.page])
    whole = work / picture.name
    wanted = ("-f", str(found.page), "-l", str(found.page))
    _run("pdftoppm", "-png", "-singlefile", "-r", str(picture.dots), *wanted, str(pages), str(whole))
    dots = picture.dots / 72
    left = ("-gravity", "West", "-crop", f"{picture.wide:.0%}x100%+0+0", "+repage", "-gravity", "NorthWest")
    part = (*left, "-crop", f"x{int((bottom - top) * dots)}+0+{int(top * dots)}", "+repage")
    frame = ("-fuzz", "2%", "-trim", "+repage", "-bordercolor", "white", "-border", "14")
    rule = ("-bordercolor", "#b0b0b0", "-border", "1")
    plain = ("-strip", "-dither", "None", "-colors", "32", "-define", "png:exclude-chunks=date,time")
    _run("convert", f"{whole}.png", *part, *frame, *rule, *plain, f"PNG8:{path}")
    return path.stat().st_size


def _band(picture: Picture, found: Word, words: list[Word]) -> tuple[float, float]:
    """The band's top and bottom, moved to where no line of writing is cut through."""
    top, bottom = max(0.0, found.top - picture.above), found.top + picture.below
    inside = [word for word in words if word.top >= top and word.bottom <= bottom]
    return min(word.top for word in inside) - 1, max(word.bottom for word in inside) + 2


_WORD_PDF = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'  # no sign of a comment on words


def _printed(source: Path, work: Path) -> Path:
    """The PDF of a Word or Excel file, printed once."""
    home = work / "pdf" / source.parent.name
    pages = home / f"{source.stem}.pdf"
    if not pages.is_file():
        profile = f"-env:UserInstallation=file://{work}/profile"
        form = _WORD_PDF if source.suffix == ".docx" else "pdf"
        _run("soffice", profile, "--headless", "--convert-to", form, "--outdir", str(home), str(source))
    return pages


def _words(pages: Path) -> list[Word]:
    """Every printed word, as poppler tells it."""
    words: list[Word] = []
    for number, page in enumerate(_run("pdftotext", "-bbox", str(pages), "-").split("<page ")[1:], start=1):
        for top, bottom, text in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', page):
            words.append(Word(number, unescape(text), float(top), float(bottom)))
    return words


def _place(words: list[Word], text: str) -> Word:
    """The first word of the first place that says `text`, however its line was spaced."""
    wanted = "".join(text.split())
    for index, word in enumerate(words):
        if "".join(each.text for each in words[index : index + 2 * len(wanted)]).startswith(wanted):
            return word
    raise ValueError(f"no page says «{text}»")


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=300)
    return done.stdout.decode()


if __name__ == "__main__":
    make()
