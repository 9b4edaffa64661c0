"""Turn what a page has to say into an answer: a template of `html/` with every value escaped, or a file to keep."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from drafter import __version__
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Severity
from drafter.web.paging import counted, folded
from drafter.web.remedies import page_fix, page_place
from drafter.wording.fold import unaccented
from drafter.wording.numbers import number

_HERE = Path(__file__).parent
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".js": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
STATIC: Mapping[str, bytes] = {path.name: path.read_bytes() for path in sorted((_HERE / "static").iterdir())}
"""The files that pages load, by name: nothing else of the disk can be asked for."""


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_HERE / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(static=_static_address, link=link, Severity=Severity, version=__version__)
    found.filters["moment"] = lambda moment: "" if moment is None else f"{moment:%d/%m/%Y %H:%M}"
    found.filters["day"] = lambda day: "" if day is None else f"{day:%d/%m/%Y}"
    found.filters["whole"] = lambda number: f"{number:,}".replace(",", ".")
    found.filters["vietnamese"] = number
    found.filters["period_words"] = period_words
    found.filters["folded"] = folded
    found.filters["counted"] = counted
    found.filters["page_fix"] = page_fix
    found.filters["page_place"] = page_place
    return found


@cache
def _static_address(name: str) -> str:
    return f"/tinh/{name}?v={hashlib.sha256(STATIC[name]).hexdigest()[:12]}"


def link(path: str, **query: object) -> str:
    """An address of this page; parts of the query that are empty are left out."""
    told = {name.rstrip("_"): str(value) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path


def typed(text: str) -> str:
    """A name as it is typed in a command, in the quotes that Windows and Linux both know where it needs any."""
    return text if re.fullmatch(r"[\w./@:-]+", text) else f'"{text}"'


def period_words(code: str) -> str:
    """A period as a person says it; what a file gave instead of one stays as it is."""
    try:
        return Period.parse(code).words
    except PeriodError:
        return code


def html(template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """A template with its values."""
    return HTMLResponse(_templates().get_template(template).render(values), status)


def static_file(name: str) -> Response | None:
    """A file of the page itself; None where there is none of that name."""
    data = STATIC.get(name)
    if data is None:
        return None
    kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
    return Response(data, media_type=kind, headers={"Cache-Control": "private, max-age=31536000, immutable"})


def download(data: bytes, name: str, *, inline: bool = False) -> Response:
    """A file to keep, under its Vietnamese name (RFC 6266 and 8187). `inline`: shown in the page, for pictures."""
    plain = re.sub(r'[^\w.() -]|"', "_", unaccented(name), flags=re.ASCII)
    how = "inline" if inline else "attachment"
    told = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    kind = _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    return Response(
        data,
        media_type=kind,
        headers={"Content-Disposition": told, "Content-Security-Policy": "default-src 'none'; sandbox"},
    )
