"""The JSON Schemas of what other programs may hand in."""

from __future__ import annotations

from drafter.intake.json_reader import submission_schema

__all__ = ["submission_schema"]
