"""Finds the files of an entry in feedparser's terms: enclosures, media, and those of podcasts."""

from collections.abc import Iterator, Mapping
from typing import Any

from newsreader.domain.enclosure import EnclosureKind
from newsreader.feeds.entries import ENCLOSURE_LIMIT, RawFile

TRANSCRIPTS, CHAPTERS = "podcast_transcripts", "podcast_chapter_files"
"""Under which keys the attributes of each ``podcast:transcript`` and ``podcast:chapters`` stand."""
_LOOKED_AT = ENCLOSURE_LIMIT * 2
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def entry_files(entry: Mapping[str, Any]) -> Iterator[RawFile]:
    """Yield the files of an entry, those that it is there for first.

    Pictures of Media RSS are left out: they belong to the text.
    """
    played = entry.get("itunes_duration")
    for number, file in enumerate(_each(entry, "enclosures")):
        duration = played if number == 0 and isinstance(played, str) else None
        address, type_, title = (_said(file, key) for key in ("href", "type", "title"))
        yield RawFile(address, type_, file.get("length"), title, duration)
    for file in _each(entry, "media_content"):
        if not _is_picture(file):
            yield RawFile(
                _said(file, "url"),
                _said(file, "type"),
                file.get("filesize"),
                duration=file.get("duration"),
                kind=EnclosureKind.MEDIA,
            )
    for key, kind in ((CHAPTERS, EnclosureKind.CHAPTERS), (TRANSCRIPTS, EnclosureKind.TRANSCRIPT)):
        for file in _each(entry, key):
            yield RawFile(_said(file, "url"), _said(file, "type"), kind=kind)


def _each(entry: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    for file in (entry.get(key) or ())[:_LOOKED_AT]:
        if isinstance(file, Mapping):
            yield file


def _said(file: Mapping[str, Any], key: str) -> str:
    return str(file.get(key) or "")


def _is_picture(file: Mapping[str, Any]) -> bool:
    kind, medium = _said(file, "type").lower(), _said(file, "medium").lower()
    if kind or medium:
        return kind.startswith("image/") or medium == "image"
    return _said(file, "url").partition("?")[0].lower().endswith(_PICTURES)
