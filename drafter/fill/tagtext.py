"""Turn a stretch of text as Word leaves it into the tags in it, healed.

Word curls quotes, puts non-breaking spaces, capitalises the first word, composes or decomposes accents; an input
method may type full-width braces. Inside a tag all that is undone, outside it nothing is touched.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["", "p", "tr", "tc", "r"]

_WIDE = str.maketrans({"｛": "{", "｝": "}", "％": "%", "＃": "#"})
_OPEN = re.compile(r"\{\{|\{%|\{#")
_RAW = re.compile(r"(?P<begin>\{%[-–+]?\s*raw\s*[-–+]?%\}).*?(?P<end>\{%[-–+]?\s*endraw\s*[-–+]?%\})", re.S | re.I)
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DOUBLE = '"“”„‟″«»'
_SINGLE = "'‘’‚‛′"
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_LEVEL = re.compile(r"(tr|tc|p|r)(?=[\s\u00a0]|$)")
_WORDS = re.compile(r"[A-Za-z]+")
_KEYWORDS = frozenset(
    ("if", "elif", "else", "endif", "for", "endfor", "in", "set", "endset", "with", "endwith", "and", "or", "not")
) | {"is", "true", "false", "none", "raw", "endraw", "vm", "hm", "colspan", "cellbg"}
LONGEST_TAG = 4_000


@dataclass(frozen=True, slots=True)
class Found:
    """A tag found at [start, end) of a text; `end` is -1 when it is never closed.

    `kind` is its opening delimiter, `level` what of Word it replaces ("" nothing), `body` the healed inside;
    `before` and `after` say that it eats what stands before (`{%-`) or after it (`-%}`). The two ends of
    `{% raw %}…{% endraw %}` are comments, what is between them is text.
    """

    start: int
    end: int
    kind: str
    level: Level
    body: str
    before: bool = False
    after: bool = False


def find_tags(text: str) -> Iterator[Found]:
    """Every tag of `text`, in order; characters keep their positions, so `start` and `end` index `text` itself."""
    plain = text.translate(_WIDE)
    position = 0
    while opening := _OPEN.search(plain, position):
        start, kind = opening.start(), opening.group()
        if plain.startswith("{{%", start):  # `{{% x %}}` stands for the characters {% x %}
            position = start + 3
            continue
        if raw := _RAW.match(plain, start):
            yield Found(start, raw.end("begin"), "{#", "", "")
            yield Found(raw.start("end"), raw.end(), "{#", "", "")
            position = raw.end()
            continue
        end = _end_of(plain, start + 2, _CLOSE[kind], quotes=kind != "{#")
        if end < 0:
            yield Found(start, -1, kind, "", text[start + 2 : start + 60])
            position = start + 2
            continue
        yield _healed(plain, start, end, kind)
        position = end


def _end_of(text: str, start: int, close: str, *, quotes: bool) -> int:
    """Where the tag ends, a close inside quotes not counting; quotes that never close count as nothing."""
    aware = _scan(text, start, close) if quotes else -1
    if aware >= 0:
        return aware
    plain = text.find(close, start)
    return plain + 2 if plain >= 0 else -1


def _scan(text: str, start: int, close: str) -> int:
    position, depth = start, 0
    while position < len(text):
        char = text[position]
        if depth == 0 and text.startswith(close, position):
            return position + 2
        if text.startswith(("{{", "{%"), position):
            return -1  # another tag begins before this one ended
        if char in _DOUBLE or char in _SINGLE:
            after = _after_string(text, position)
            if after < 0:
                return -1
            position = after
            continue
        depth += (char == "{") - (char == "}" and depth > 0)
        position += 1
    return -1


def _after_string(text: str, start: int) -> int:
    """The position behind the string that opens at `start`: a straight quote closes a straight one, any a curled."""
    char = text[start]
    family = _DOUBLE if char in _DOUBLE else _SINGLE
    straight = text.find(char, start + 1) if char in "\"'" else -1
    if straight >= 0:
        return straight + 1
    for position in range(start + 1, len(text)):
        if text[position] in family:
            return position + 1
    return -1


def _healed(text: str, start: int, end: int, kind: str) -> Found:
    inside = text[start + 2 : end - 2]
    level: Level = ""
    before = inside[:1] in ("-", "–", "+")
    trims_before = before and inside[0] != "+"
    inside = inside[1:] if before else inside
    after = inside[-1:] in (("-", "–", "+") if kind == "{%" else ("-", "–") if kind == "{{" else ())
    trims_after = after and inside[-1] != "+"
    inside = inside[:-1] if after else inside
    if prefix := _LEVEL.match(inside):
        level = prefix.group(1)  # type: ignore[assignment]
        inside = inside[prefix.end() :]
    body = "" if kind == "{#" else heal(inside)
    return Found(start, end, kind, level, body, trims_before, trims_after)


def heal(body: str) -> str:
    """The inside of a tag with straight quotes, plain spaces and lower-case keywords; strings keep their content."""
    pieces: list[str] = []
    position = 0
    body = unicodedata.normalize("NFC", body)
    while position < len(body):
        char = body[position]
        after = _after_string(body, position) if char in _DOUBLE or char in _SINGLE else -1
        if after > 0:
            pieces.append(_string(body[position + 1 : after - 1]))
            position = after
            continue
        stop = position + 1
        while stop < len(body) and body[stop] not in _DOUBLE and body[stop] not in _SINGLE:
            stop += 1
        pieces.append(_code(body[position:stop]))
        position = stop
    return "".join(pieces).strip()


def _string(content: str) -> str:
    escaped = content if "\\" in content else content.replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"' if '"' not in escaped else f"'{escaped}'" if "'" not in escaped else repr(content)


def _code(text: str) -> str:
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return _WORDS.sub(_keyword, text)


def _keyword(word: re.Match[str]) -> str:
    text, low = word.group(), word.group().lower()
    before, after = word.string[: word.start()][-1:], word.string[word.end() :][:1]
    stands_alone = not (before.isalnum() or after.isalnum() or before in (".", "_") or after == "_")
    if low in _KEYWORDS and stands_alone and text == low.capitalize():
        return low
    return text
