"""Declares the settings of config.toml on dataclass fields: default, meaning, permitted values."""

from collections.abc import Mapping
from dataclasses import Field, field
from enum import Enum, auto
from typing import Any, TypeVar

from newsreader.frozen import dataclass

Value = TypeVar("Value")

_ABOUT = "about"


class Form(Enum):
    """What a value has to look like where its type alone does not say it."""

    FILLED_LINE = auto()
    """One line of text that is not empty."""
    FEED_PLACE = auto()
    """A web address without a login, or the name of a host."""
    PROXY = auto()
    """The address of a proxy with its scheme, or nothing."""
    FILE = auto()
    """The path of a file; one that is not absolute is meant from the folder of config.toml."""
    LINES = auto()
    """Lines of text, at least one; none is empty."""
    KEYS = auto()
    """Keys with commas between them, or nothing; those pressed one after another have blanks."""
    THEME = auto()
    """The name of a theme, ``auto``, or that of a file in the folder of the user's themes."""
    ACTIONS = auto()
    """What a rule does: actions with commas between them."""
    SELECTORS = auto()
    """CSS selectors, at least one."""
    FOLDER = auto()
    """The path of a folder, likewise."""
    PROGRAMS = auto()
    """Programs by patterns of addresses: the keys of the table that are the names of no setting."""
    KEEPING = auto()
    """How long articles are kept: days, weeks, months or years, or for ever."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a setting may be, both bounds included; hours for a ``timedelta``."""

    low: float
    """The least."""
    high: float
    """The greatest."""


@dataclass(frozen=True, slots=True)
class About:
    """What a field says about its setting besides name, type and default."""

    doc: str
    """What it means, as one sentence."""
    accepts: Range | Form | None = None
    """The permitted values, where the type does not say them."""
    example: Any = None
    """A value as config.toml holds it, by which it is explained; None for the default."""
    secret: bool = False
    """Whether its value is never shown: not in messages, not by ``config show``."""
    needs: str = ""
    """The key of the same table without which it means nothing."""


def setting(
    default: Value,
    doc: str,
    accepts: Range | Form | None = None,
    *,
    example: Any = None,
    secret: bool = False,
    needs: str = "",
) -> Value:
    """Return a dataclass field for a setting that may be left out; the terms are ``About``'s.

    A type checker sees the default, as it does with ``dataclasses.field``.
    """
    about = About(doc, accepts, example, secret, needs)
    # A factory, because a dataclass refuses a mapping as a default, also one that cannot change.
    return field(default_factory=lambda: default, repr=not secret, metadata={_ABOUT: about})


def required(doc: str, accepts: Form | None = None, *, example: Any) -> Mapping[str, About]:
    """Return the metadata of a field for a setting that has no default: ``field(metadata=…)``."""
    return {_ABOUT: About(doc, accepts, example)}


def about(declared: "Field[Any]") -> About | None:
    """Return what a dataclass field says about its setting; None when it is no setting."""
    found = declared.metadata.get(_ABOUT)
    return found if isinstance(found, About) else None
