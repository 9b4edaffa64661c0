"""Turn form.toml into the words by which the parts of a paper are known, and the days from which rules hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class FormWords:
    """Words in capitals, as papers write them. `types` are the names of document types, `lists` are none of them.

    `unions` begin a name in the letterhead, `foreign` begin one that has no place there. `dates` go by «nd_30»,
    «qd_933» and «two_levels». `printed` are texts on a blank (giấy khen), which have a form of their own.
    """

    dates: Mapping[str, date]
    types: tuple[str, ...]
    other_types: tuple[str, ...]
    lists: tuple[str, ...]
    printed: tuple[str, ...]
    end_mark: tuple[str, ...]
    addressed: tuple[str, ...]
    not_addressed: tuple[str, ...]
    with_authority: tuple[str, ...]
    without_recipients: tuple[str, ...]
    without_subject: tuple[str, ...]
    unions: tuple[str, ...]
    foreign: tuple[str, ...]
    front: tuple[str, ...]
    party: str
    draft_marks: tuple[str, ...]
    stamps: tuple[str, ...]
    bodies: tuple[str, ...]
    titles: tuple[str, ...]
    not_a_name: tuple[str, ...]
    degrees: tuple[str, ...]
    only_at_top: str
    before_people: tuple[str, ...]


@cache
def form_words() -> FormWords:
    """The words in force."""
    data = shipped("form.toml")
    types, letterhead, signature = data["types"], data["letterhead"], data["signature"]
    return FormWords(
        dates=data["dates"],
        types=tuple(types["names"]),
        other_types=tuple(types["others"]),
        lists=tuple(types["lists"]),
        printed=tuple(types["printed"]),
        end_mark=tuple(types["end_mark"]),
        addressed=tuple(types["addressed"]),
        not_addressed=tuple(types["not_addressed"]),
        with_authority=tuple(types["with_authority"]),
        without_recipients=tuple(types["without_recipients"]),
        without_subject=tuple(types["without_subject"]),
        unions=tuple(letterhead["unions"]),
        foreign=tuple(letterhead["foreign"]),
        front=tuple(letterhead["front"]),
        party=letterhead["party"],
        draft_marks=tuple(letterhead["draft_marks"]),
        stamps=tuple(letterhead["stamps"]),
        bodies=tuple(signature["bodies"]),
        titles=tuple(signature["titles"]),
        not_a_name=tuple(signature["not_a_name"]),
        degrees=tuple(signature["degrees"]),
        only_at_top=signature["only_at_top"],
        before_people=tuple(data["capitals"]["before_people"]),
    )
