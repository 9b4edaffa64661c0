from __future__ import annotations

from collections.abc import Iterator

import pytest

from drafter.intake.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1) as shared:
        yield shared
