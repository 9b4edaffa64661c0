"""Each test that asks for `store` runs on SQLite, and on PostgreSQL where DRAFTER_TEST_POSTGRES names a server."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from drafter.store.store import Store, open_store

_SERVER = os.environ.get("DRAFTER_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"] if _SERVER else ["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store may be made: a file in a folder with spaces and Vietnamese letters, or a schema."""
    if request.param == "sqlite":
        folder = tmp_path / "Ban Tổng hợp"
        folder.mkdir()
        yield str(folder / "drafter.db")
        return
    schema = f"t{uuid.uuid4().hex}"
    engine = create_engine(make_url(_SERVER).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{_SERVER}?options=-csearch_path%3D{schema}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
