"""Tells which programs that the settings name are not there."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.settings.values import Settings


def missing_programs(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each program that is to open, read or do something and is not there."""
    for place, words in _named(settings):
        if words and shutil.which(Path(words[0]).expanduser()) is None:
            what = clean_line(words[0], NAME_LIMIT)
            yield f"{clean_line(place, NAME_LIMIT)}: there is no program {what}."


def _named(settings: Settings) -> Iterator[tuple[str, Sequence[str]]]:
    yield "open.browser", settings.open.browser
    yield "open.download", settings.open.download
    for pattern, opener in settings.open.programs.items():
        yield f"open.{pattern}", opener.command
    for one in fields(settings.hooks):
        yield f"hooks.{one.name}", getattr(settings.hooks, one.name)
    for name, words in settings.pipe.programs.items():
        yield f"pipe.programs.{name}", words
    for rule in settings.rules:
        yield f"the rule “{rule.label}”", rule.run
