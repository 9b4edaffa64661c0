from __future__ import annotations

import struct
import zlib
from io import BytesIO

from pypdfium2 import PdfDocument

from drafter.reports.pictures import page_count, page_picture


def _pdf(*sizes: tuple[int, int]) -> bytes:
    """Blank pages of these sizes, in points."""
    document, buffer = PdfDocument.new(), BytesIO()
    for width, height in sizes:
        document.new_page(width, height)
    document.save(buffer)
    return buffer.getvalue()


def test_pages_are_counted_and_drawn_in_their_size() -> None:
    pdf = _pdf((595, 842), (842, 595))
    assert page_count(pdf) == 2
    sizes = [struct.unpack(">II", (page_picture(pdf, number) or b"")[16:24]) for number in (1, 2)]
    assert [width < height for width, height in sizes] == [True, False]
    assert sizes[0] == (833, 1179)


def test_a_blank_page_is_white() -> None:
    picture = page_picture(_pdf((20, 10)), 1) or b""
    start = picture.index(b"IDAT")
    size = struct.unpack(">I", picture[start - 4 : start])[0]
    lines = zlib.decompress(picture[start + 4 : start + 4 + size])
    width, height = struct.unpack(">II", picture[16:24])
    assert len(lines) == height * (1 + 3 * width)
    assert set(lines) == {0, 255}  # no filter before each line, white in it


def test_there_is_no_page_beyond_the_last() -> None:
    assert page_picture(_pdf((20, 10)), 2) is None
    assert page_picture(_pdf((20, 10)), 0) is None
