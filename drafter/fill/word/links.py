"""Turn pictures and web addresses that data brings into parts and relationships of the finished file."""

import hashlib
import importlib
import re
from dataclasses import dataclass, field

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.outside import is_safe_address
from drafter.fill.package import Package
from drafter.fill.values import InlineImage
from drafter.fill.word.print import Insert, Numbers, Site, in_attribute
from drafter.fill.word.xml import WP, A, R

NO_PICTURE = Kind(
    "T124",
    "không đọc được ảnh «{found}»",
    "the picture «{found}» cannot be read",
    "dùng ảnh PNG, JPEG, GIF, BMP hoặc TIFF và kiểm tra đường dẫn",
    "use a PNG, JPEG, GIF, BMP or TIFF picture and check its path",
)

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_RELATIONS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'
_EMU_PER_MM = 36_000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass
class Additions:
    """What one rendering adds to the package; nothing at all for most."""

    package: Package
    _relations: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _media: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, str] = field(default_factory=dict)

    def link(self, part: str, address: str) -> str | None:
        """The relationship id of a web address in `part`, None for an address that is not allowed."""
        return self._relate(part, "hyperlink", address, external=True) if is_safe_address(address) else None

    def picture(self, part: str, data: bytes, extension: str, content_type: str) -> str:
        """The relationship id of a picture in `part`; the same picture is stored once."""
        name = f"word/media/drf_{hashlib.sha256(data).hexdigest()[:20]}.{extension}"
        self._media[name] = data
        self._types[extension] = content_type
        return self._relate(part, "image", "/" + name, external=False)

    def part(self, owner: str, name: str, kind: str, content_type: str) -> str:
        """The relationship id of a new part that `owner` refers to; its data is given to `raw`."""
        self._overrides[name] = content_type
        return self._relate(owner, kind, "/" + name, external=False)

    def raw(self, name: str, data: bytes) -> None:
        """Another file of the package, its type already known."""
        self._media[name] = data

    def _relate(self, part: str, kind: str, target: str, *, external: bool) -> str:
        if (part, target) not in self._known:
            number = len(self._known) + 1
            mode = ' TargetMode="External"' if external else ""
            while f'"rIdDrf{number}"' in self._named(part) or f"rIdDrf{number}" in self._known.values():
                number += 1  # an earlier round of ours has named it so
            name = f"rIdDrf{number}"
            self._relations.setdefault(part, []).append(
                f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{in_attribute(target)}"{mode}/>'
            )
            self._known[part, target] = name
        return self._known[part, target]

    def _named(self, part: str) -> str:
        """The relationships that a part has already, as they are written."""
        name = relations_of(part)
        return self.package.read(name).decode() if name in self.package else ""

    def parts(self) -> dict[str, bytes]:
        """The parts to write besides the filled ones."""
        made = dict(self._media)
        for part, relations in self._relations.items():
            name = relations_of(part)
            known = made.get(name) or (self.package.read(name) if name in self.package else None)
            text = known.decode() if known else _EMPTY_RELATIONS
            made[name] = _with_children(text, "Relationships", relations).encode()
        if self._types or self._overrides:
            made["[Content_Types].xml"] = self._content_types()
        return made

    def _content_types(self) -> bytes:
        text = self.package.read("[Content_Types].xml").decode()
        missing = [
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in sorted(self._types.items())
            if not re.search(rf'Extension="{extension}"', text, re.I)
        ]
        missing += [
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(self._overrides.items())
        ]
        return _with_children(text, "Types", missing).encode()


def relations_of(part: str) -> str:
    """Where the relationships of a part are: word/document.xml → word/_rels/document.xml.rels."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _with_children(text: str, root: str, children: list[str]) -> str:
    added = "".join(children)
    if f"</{root}>" in text:
        return text.replace(f"</{root}>", f"{added}</{root}>")
    return re.sub(rf"(<{root}\b[^>]*?)\s*/>", lambda found: f"{found.group(1)}>{added}</{root}>", text)


def inline_image(additions: Additions, numbers: Numbers, part: str) -> Insert:
    """The printer of InlineImage in one part."""

    def insert(value: object, _site: Site) -> str:
        assert isinstance(value, InlineImage)
        data, extension, content_type, size = _picture(value)
        target = additions.picture(part, data, extension, content_type)
        link = additions.link(part, value.url) if value.url else None
        return _drawing(value, target, link, size, numbers.next_drawing())

    return insert


def _picture(value: InlineImage) -> tuple[bytes, str, str, tuple[int, int]]:
    """Data, extension, content type and size in EMU of a picture."""
    shown = value.source if isinstance(value.source, str) else getattr(value.source, "name", "…")
    try:
        data = value.read()
        # Brought in here and not above: it takes longer to load than a letter to fill, and most have no picture.
        image = importlib.import_module("docx.image.image").Image.from_blob(data)
    except Exception as error:
        raise TemplateError(NO_PICTURE, found=shown) from error
    width, height = _emu(value.width), _emu(value.height)
    if width is None and height is None:
        width, height = int(image.width), int(image.height)
    elif width is None:
        width = round(int(image.width) * (height or 0) / max(int(image.height), 1))
    elif height is None:
        height = round(int(image.height) * width / max(int(image.width), 1))
    return data, str(image.ext), str(image.content_type), (width, height or 0)


def _emu(length: float | None) -> int | None:
    """Millimetres as EMU; python-docx's Mm, Cm, ... are EMU already and know their millimetres."""
    if length is None:
        return None
    millimetres: float = getattr(length, "mm", length)
    return round(millimetres * _EMU_PER_MM)


def _drawing(value: InlineImage, target: str, link: str | None, size: tuple[int, int], number: int) -> str:
    click = f'<a:hlinkClick xmlns:a="{A}" r:id="{link}"/>' if link else ""
    alt = f' descr="{in_attribute(value.alt)}"' if value.alt else ""
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}"{alt}>{click}</wp:docPr>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{target}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
