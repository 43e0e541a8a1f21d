"""A list of real news feeds to begin with, by language, topic and region."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """A feed that is offered to a new user."""

    url: str
    """Where it is fetched from."""
    title: str
    """Who publishes it."""
    language: str
    """BCP 47 language."""
    topic: str
    """``news``, ``business``, ``technology`` or ``science``."""
    region: str
    """``world`` or a part of it."""


def starter_feeds() -> tuple[StarterFeed, ...]:
    """Return the feeds in the order they are offered, English and the whole world first."""
    table = files("newsreader.demo").joinpath("starter_feeds.tsv").read_text(encoding="utf-8")
    _, *rows = table.splitlines()
    return tuple(StarterFeed(*row.split("\t")) for row in rows)
