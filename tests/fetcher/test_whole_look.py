"""The fetcher of the app looks at the whole library now and then, and notes damage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.fetcher import service
from newsreader.places import Places
from newsreader.settings.values import Settings
from newsreader.storage.failures import suspicion
from tests.builders import a_library


@pytest.mark.parametrize("beside_app", [True, False])
async def test_damage_is_looked_for_beside_the_app_only(tmp_path: Path, beside_app: bool) -> None:
    library = a_library(tmp_path, ())
    library.close()
    with closing(sqlite3.connect(library.path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO left_out VALUES (999, 0, 0, '', '')")
    places = Places(tmp_path, tmp_path / "config.toml")
    async with service.open(places, Settings(), beside_app=beside_app) as fetcher:
        await fetcher.refresh()
    assert suspicion(library.path).exists() == beside_app
