"""What a check found, as SARIF 2.1.0 (OASIS): the form in which other programs read such findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from drafter import __version__
from drafter.desk.checking.check import CheckedFile
from drafter.format_rules.rule import Ruled
from drafter.model.problem import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(files: Sequence[CheckedFile], rules: Sequence[Ruled]) -> dict[str, Any]:
    """One run over the files."""
    places = {rule.code: index for index, rule in enumerate(rules)}
    driver = {"name": "drafter", "version": __version__, "language": "vi", "rules": [_rule(rule) for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "results": [_result(one, problem, places) for one in files for problem in one.problems],
            }
        ],
    }


def _rule(rule: Ruled) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why[:1].upper()}{rule.why[1:]} ({rule.clause})."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(file: CheckedFile, problem: Problem, places: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": quote(file.path.as_posix())}}}
    if problem.place.text:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.place.text}]
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.what}. Cách sửa: {problem.fix}."},
        "locations": [location],
    }
    if problem.code in places:
        result["ruleIndex"] = places[problem.code]
    return result
