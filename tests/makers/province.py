"""Make a province of any number of units with the forms of a quarter, as they would hand them in: for measuring.

One form is written by drafter and filled in with marks; each unit's own is that form with its code, name and figures in
the marks' places, so that a thousand forms take seconds. Figures are drawn from a seed and agree with each other.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from random import Random

from drafter.desk.init import create_workspace
from drafter.desk.workspace import SETTINGS, UNITS
from drafter.intake.form_layout import FormSpec
from drafter.intake.unit_list_writer import write_units
from drafter.model.indicator import Kind
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue
from tests.makers.samples import Row, filled_form

OFFICE, OFFICE_NAME = "LDLD-LUNGMAY", "Liên đoàn Lao động tỉnh Lưng Mây"
ASKED = (
    "A01", "A02", "A04", "A05", "A08", "A14a", "A14b", "A15a", "B01", "B02", "B03", "B04a", "B04b", "C01", "C02",
    "C03", "C06", "C07", "C08", "C09", "C11a", "C11b", "C16a", "C16b", "C17a", "C17b", "C18", "C23a", "C27a", "C27b",
    "D01a", "D03a", "D04a", "D09b", "E01", "E02", "E03a", "E04", "E07a", "E07b", "E08a", "E08b", "F01b", "F03a", "F03b",
    "G01", "G02a", "H01", "H02a", "I01", "I02a", "I05",
)  # fmt: skip
_FIRST_MARK = 710_000_001  # a number that no form has of itself
_SLIPS = 0.02
_UNIT, _NAME = "CDCS-MARK", "Công đoàn cơ sở Đơn vị mẫu đánh dấu"


def make_province(folder: Path, units: int, periods: Sequence[Period], missing: int = 0) -> Path:
    """An office of so many units, with the forms of each period in bieu-mau/<period>_da-nhan.

    The last `missing` units hand in nothing for the last period.
    """
    create_workspace(
        folder, code=OFFICE, name=OFFICE_NAME, level=Level.PROVINCE, superior="Tổng Liên đoàn Lao động Việt Nam",
        place="Lưng Mây", signer="Lò Văn Thử",
    )  # fmt: skip
    codes = ", ".join(f'"{code}"' for code in ASKED)
    settings = folder / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace("chi-tieu = []", f"chi-tieu = [{codes}]"), "utf-8")
    organisations = tuple(
        Organisation(_code(number), (Standing(Level.GRASSROOTS, _name(number), parent=OFFICE),))
        for number in range(1, units + 1)
    )
    (folder / UNITS).write_bytes(write_units(organisations))
    for period in periods:
        received = folder / "bieu-mau" / f"{period}_da-nhan"
        received.mkdir(parents=True)
        gone = missing if period == periods[-1] else 0
        for number, data in forms(period, units - gone):
            (received / f"{_code(number)}.xlsx").write_bytes(data)
    return folder


def forms(period: Period, units: int) -> Iterator[tuple[int, bytes]]:
    """The form of each unit, by its number from 1."""
    marks: dict[int, tuple[str, str]] = {}
    rows = {code: _marked(code, marks) for code in ASKED if code in _ASKED_OF}
    parts = _parts(filled_form(_spec(period), rows))
    pieces = {name: _cut(data, marks) for name, data in parts.items()}
    for number in range(1, units + 1):
        said = _figures(Random(f"{period} {number}"))
        yield number, _packed({name: _filled(cut, number, said) for name, cut in pieces.items()})


_ASKED_OF = {i.code: i for i in load_catalogue().indicators}


def _code(number: int) -> str:
    return f"CDCS-{number:04d}"


def _name(number: int) -> str:
    return f"Công đoàn cơ sở Xí nghiệp Bản Mây số {number}"


def _spec(period: Period) -> FormSpec:
    catalogue = load_catalogue()
    return FormSpec(
        organisation=_UNIT,
        organisation_name=_NAME,
        office_name=OFFICE_NAME,
        period=period,
        indicators=tuple(_ASKED_OF[code] for code in ASKED if code in _ASKED_OF),
        groups=catalogue.groups,
        award_forms=load_award_forms().forms,
    )


def _marked(code: str, marks: dict[int, tuple[str, str]]) -> Row:
    """A row whose cells hold marks, each remembered with what it stands for."""

    def mark(what: str) -> int:
        number = _FIRST_MARK + len(marks)
        marks[number] = (code, what)
        return number

    if _ASKED_OF[code].kind in (Kind.RATE, Kind.RATIO):
        return Row(numerator=mark("numerator"), denominator=mark("denominator"))
    return Row(actual=mark("actual"))


def _figures(rng: Random) -> Mapping[tuple[str, str], str]:
    """What one unit reports: a small firm's figures that agree, a slip here and there as in any office."""
    members = rng.randint(20, 900)
    found: dict[tuple[str, str], str] = {}
    drawn: dict[str, int] = {}
    for code in ASKED:
        indicator = _ASKED_OF.get(code)
        if indicator is None:
            continue
        if indicator.kind in (Kind.RATE, Kind.RATIO):
            whole = rng.randint(5, 60)
            found[code, "denominator"], found[code, "numerator"] = str(whole), str(whole - rng.randint(0, 4))
        else:
            drawn[code] = 4 + members // 40 + rng.randint(0, 6)
    drawn |= {"A01": members + rng.randint(0, 30), "A04": members}
    _agree(drawn, slips=rng.random() < _SLIPS)
    return found | {(code, "actual"): _said(code, value) for code, value in drawn.items()}


def _agree(drawn: dict[str, int], *, slips: bool) -> None:
    """Parts within their wholes, counted numbers within what they are counted of, but for a unit that slips."""
    if slips:
        return
    for code in drawn:
        indicator = _ASKED_OF[code]
        parts = [part for part in indicator.parts if part in drawn]
        if parts:
            drawn[code] = max(drawn[code], sum(drawn[part] for part in parts))
        for whole in (*indicator.within, indicator.denominator):
            if whole in drawn:
                drawn[code] = min(drawn[code], drawn[whole])
        if indicator.per_unit_of in drawn:
            drawn[code] = drawn[indicator.per_unit_of]
    for indicator in _ASKED_OF.values():
        if indicator.numerator in drawn and indicator.denominator in drawn:
            drawn[indicator.numerator] = min(drawn[indicator.numerator], drawn[indicator.denominator])


def _said(code: str, value: int) -> str:
    """Money is half a million dong, or so, for each that it is given to; all else is as it is counted."""
    return str(value / 2) if _ASKED_OF[code].per_unit_of else str(value)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


Cut = list[bytes | tuple[str, str]]


def _cut(data: bytes, marks: Mapping[int, tuple[str, str]]) -> Cut:
    """A part as the pieces between its marks: what is the same in every form, and what each unit says."""
    found: list[tuple[int, int, tuple[str, str]]] = []
    for text, what in (
        (_UNIT.encode(), ("", "code")),
        *((name, ("", "name")) for name in (_NAME.encode(), _NAME.encode("ascii", "xmlcharrefreplace"))),
        *((str(number).encode(), of) for number, of in marks.items()),
    ):
        at = data.find(text)
        while at >= 0:
            found.append((at, at + len(text), what))
            at = data.find(text, at + 1)
    cut: Cut = []
    end = 0
    for start, stop, what in sorted(found):
        cut += [data[end:start], what]
        end = stop
    return [*cut, data[end:]]


def _filled(cut: Cut, number: int, said: Mapping[tuple[str, str], str]) -> bytes:
    own = {("", "code"): _code(number), ("", "name"): _name(number)}
    return b"".join(piece if isinstance(piece, bytes) else (own.get(piece) or said[piece]).encode() for piece in cut)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
