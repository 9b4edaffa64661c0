"""Turn what a Word template was healed into a small text file, and back, so that a second start is quick.

The file holds JSON: texts, the insides of tags, places. It is never executed: tags read from it are parsed and checked
exactly as if they came from the template, so a file that somebody has tampered with can print other text, no more.
A cache entry is named after the content of the template and of this engine; another version never reads it.
"""

import hashlib
import json
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.fill.errors import Place
from drafter.fill.package import save
from drafter.fill.syntax import Hook, Piece, Tag
from drafter.fill.word.parts import Shape, Source
from drafter.fill.word.print import Site
from drafter.fill.word.tables import Repair

_ENGINE = Path(__file__).parents[1]


def entry(folder: Path, template: bytes, *, compat: bool) -> Path:
    """Where the sources of this template are kept."""
    digest = hashlib.sha256(template)
    digest.update(f"{_version()}{compat}{sys.version}".encode())
    return folder / f"{digest.hexdigest()[:40]}.json"


@lru_cache(maxsize=1)
def _version() -> str:
    """A number that changes with any module of this engine."""
    digest = hashlib.sha256()
    for module in sorted(_ENGINE.rglob("*.py")):
        status = module.stat()
        digest.update(f"{module.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def load(path: Path) -> list[Source] | None:
    """The kept sources; None when there are none, or they cannot be read."""
    try:
        return [_source(each) for each in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def keep(path: Path, sources: list[Source]) -> None:
    """Keep the sources; a folder that cannot be written to is no error, the template works all the same."""
    try:
        os.makedirs(path.parent, exist_ok=True)
        save(path, json.dumps([_plain(source) for source in sources], ensure_ascii=False).encode())
    except OSError:
        return


def _plain(source: Source) -> dict[str, Any]:
    shape = source.shape
    return {
        "name": source.name,
        "label": source.label,
        "pieces": [_plain_piece(piece) for piece in source.pieces],
        "sites": [[getattr(site, name) for name in Site.__dataclass_fields__] for site in source.sites],
        "repairs": [[repair.left, repair.right] for repair in shape.repairs],
        "columns": shape.columns,
        "lists": shape.lists,
    }


def _plain_piece(piece: Piece) -> Any:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Hook):
        return [piece.name, piece.site]
    where = piece.where
    return [piece.kind, piece.body, where.part, where.steps, piece.near, piece.printer, piece.site]


def _source(each: dict[str, Any]) -> Source:
    repairs = tuple(Repair(str(left), str(right)) for left, right in each["repairs"])
    shape = Shape(repairs, bool(each["columns"]), tuple((int(of), str(abstract)) for of, abstract in each["lists"]))
    sites = tuple(_site(site) for site in each["sites"])
    return Source(str(each["name"]), str(each["label"]), tuple(map(_piece, each["pieces"])), sites, shape)


def _site(values: list[Any]) -> Site:
    made: dict[str, Any] = dict(zip(Site.__dataclass_fields__, map(str, values[:-1]), strict=False))
    return Site(**made, carries=bool(values[-1]))


def _piece(piece: Any) -> Piece:
    if isinstance(piece, str):
        return piece
    if len(piece) == 2:
        return Hook(str(piece[0]), int(piece[1]))
    kind, body, part, steps, near, printer, site = piece
    where = Place(str(part), tuple((str(name), int(number)) for name, number in steps))
    return Tag(str(kind), str(body), where, str(near), str(printer), int(site))
