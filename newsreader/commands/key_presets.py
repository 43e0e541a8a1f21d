"""Reads the presets of keys, which are TOML files in ``presets``: keys by the ids of commands."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newsreader.domain.options.key_names import DEFAULT_PRESET

PRESETS = Path(__file__).with_name("presets")
"""The folder of the presets."""


@cache
def preset_keys(name: str) -> Mapping[str, str]:
    """Return the keys that a preset gives to commands, as ``[keys]`` writes them."""
    if name == DEFAULT_PRESET:
        return {}
    keys: Mapping[str, str] = _read(name)["keys"]
    return keys


@cache
def preset_about(name: str) -> str:
    """Return what a preset is, as one sentence."""
    return "The keys of the tables above." if name == DEFAULT_PRESET else str(_read(name)["about"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((PRESETS / f"{name}.toml").read_text("utf-8"))
