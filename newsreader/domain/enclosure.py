"""A file that comes with an article: sound, video, and what belongs to them."""

from dataclasses import dataclass
from enum import StrEnum

from newsreader.domain.clean import shown_host, shown_url
from newsreader.domain.counts import counted, grouped

_UNITS = ("byte", "kB", "MB", "GB", "TB")
_KILO = 1_000


class EnclosureKind(StrEnum):
    """What a file is to its article; stored with it, so the values stay as they are."""

    FILE = "file"
    """What the entry is there for, as an episode of a podcast."""
    MEDIA = "media"
    """Sound or video beside the text (Media RSS)."""
    CHAPTERS = "chapters"
    """The chapters of an episode (the podcast namespace)."""
    TRANSCRIPT = "transcript"
    """What is said in an episode (the podcast namespace)."""


_NAMES = {EnclosureKind.CHAPTERS: "Chapters", EnclosureKind.TRANSCRIPT: "Transcript"}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry: sound, video, a picture."""

    url: str
    """Where it lies."""
    type: str = ""
    """Its media type, as the feed says."""
    length: int | None = None
    """Its size in bytes, as the feed says."""
    title: str = ""
    """What the feed calls it."""
    seconds: int | None = None
    """How long it plays, as the feed says."""
    kind: EnclosureKind = EnclosureKind.FILE
    """What it is to its article."""

    @property
    def name(self) -> str:
        """What it is called: its title, its kind, or the name of the file."""
        last = shown_url(self.url).partition("?")[0].rpartition("/")[2]
        return self.title or _NAMES.get(self.kind, "") or last or shown_host(self.url)

    @property
    def facts(self) -> str:
        """What is known of it, in a few words: ``audio/mpeg · 24.3 MB · 41 min``."""
        size = "" if self.length is None else size_in_words(self.length)
        return " · ".join(filter(None, (self.type, size, duration_in_words(self.seconds))))

    @property
    def in_words(self) -> str:
        """What it is called, and what is known of it."""
        return " · ".join(filter(None, (self.name, self.facts)))


def size_in_words(length: int) -> str:
    """Return a size in bytes as it is read: ``24.3 MB``, in powers of 1,000 as drives count."""
    if length < _KILO:
        return counted(length, "byte")
    amount, unit = float(length), 0
    while amount >= _KILO and unit < len(_UNITS) - 1:
        amount, unit = amount / _KILO, unit + 1
    digits = f"{amount:.1f}" if amount < 100 else grouped(round(amount))
    return f"{digits} {_UNITS[unit]}"


def duration_in_words(seconds: int | None) -> str:
    """Return how long something plays: ``1 h 5 min``; empty where that is not known."""
    if not seconds:
        return ""
    if seconds < 60:
        return f"{grouped(seconds)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = (f"{grouped(hours)} h" if hours else "", f"{grouped(minutes)} min" if minutes else "")
    return " ".join(filter(None, parts))
