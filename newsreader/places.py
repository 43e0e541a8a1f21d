"""Finds newsreader's files: one folder for what it keeps, another for its settings."""

import os
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "NEWSREADER_DATA_DIR"
"""The environment variable that names the data folder."""
CONFIG_VARIABLE = "NEWSREADER_CONFIG"
"""The environment variable that names the configuration file."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one user."""

    data: Path
    """The folder of everything that is kept; user data, not cache, as it holds highlights."""
    config: Path
    """The configuration file, whether or not it exists."""
    config_named: bool = False
    """Whether the user named that file, which must then exist."""

    @property
    def database(self) -> Path:
        """The library."""
        return self.data / "newsreader.db"

    @property
    def pictures(self) -> Path:
        """The folder of the pictures that were shown last; each can be fetched again."""
        return self.data / "pictures"

    @property
    def exports(self) -> Path:
        """Where exports go unless the settings or the command line say otherwise."""
        return self.data / "exports"


def find_places(data_dir: Path | None = None, config: Path | None = None) -> Places:
    """Return where things live: the arguments, else the environment, else the platform's rule."""
    data = data_dir or _from_environment(DATA_VARIABLE)
    settings = config or _from_environment(CONFIG_VARIABLE)
    if data and settings:
        return Places(data, settings, config_named=True)
    import platformdirs

    return Places(
        data=data or platformdirs.user_data_path("newsreader"),
        config=settings or platformdirs.user_config_path("newsreader") / "config.toml",
        config_named=settings is not None,
    )


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name, "")
    return Path(value).expanduser() if value else None
