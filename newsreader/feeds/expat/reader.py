"""Reads well-formed feeds with expat, in feedparser's terms, at many times its speed.

feedparser is the authority: whatever it would read in a way of its own is Doubtful here and left
to it. What both read they read alike, to which a differential test holds them.
"""

import re
from typing import Any, NoReturn
from xml.parsers import expat

from newsreader.feeds.expat.element_handlers import BEGINNINGS, refuse_text
from newsreader.feeds.expat.namespaces import SEPARATOR, named_attributes
from newsreader.feeds.expat.state import (
    Begin,
    End,
    ParserState,
)
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.expat.xml_repair import may_be_broken, rebase

_JUNK = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
_ROOTS = ("rss", "feed", "rdf_rdf")

_INHERITED = frozenset(("xml:base", "base", "xml:lang", "lang"))
_UNRULY = frozenset(
    "authors contributors date date_parsed links published_parsed created_parsed "
    "updated_parsed summary_detail tags title_detail enclosures".split()
)
"""Elements unknown to feedparser whose names are those of its own keys."""


def read_with_expat(document: bytes) -> dict[str, Any]:
    """Return ``feed``, ``entries`` and ``version`` of a UTF-8 document; raises Doubtful.

    What they hold has feedparser's keys, as far as the parser of feeds asks for them. Nothing
    is fetched and no entity is expanded.
    """
    return _Parser().read(document)


def no_date(entry: dict[str, Any], name: str) -> NoReturn:
    """Say that nothing was made here of the date ``name`` of an entry; raises Doubtful."""
    raise Unsupported(f"the date {entry[name]!r}")


class _Parser(ParserState):
    """One document on its way through expat."""

    def __init__(self) -> None:
        super().__init__()
        self._parser = expat.ParserCreate("utf-8", SEPARATOR)
        self._met: dict[str, tuple[str, Begin | None]] = {}
        self._open: list[tuple[End | None, list[str] | None, str, str | None]] = []

    def read(self, document: bytes) -> dict[str, Any]:
        if not may_be_broken(document):
            self.repair = str
        parser = self._parser
        parser.buffer_text = True
        parser.namespace_prefixes = True
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartDoctypeDeclHandler = self._meet_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(document, True)
        except expat.ExpatError as error:
            # A server's script after the end of the feed is no part of it.
            if error.code != _JUNK or _ENTRY.search(document, parser.ErrorByteIndex):
                raise Unsupported(f"not well-formed: {error}") from error
        finally:
            # Parser and handlers hold each other: let go, so that memory is free at once.
            parser.StartElementHandler = parser.EndElementHandler = None
            parser.StartNamespaceDeclHandler = parser.StartDoctypeDeclHandler = None
            parser.CharacterDataHandler = None
        if not self.entries or not self.version:
            raise Unsupported("no entries, or no version")
        return {"feed": self.feed, "entries": self.entries, "version": self.version}

    def _meet_doctype(self, *_: object) -> None:
        raise Unsupported("a document type")

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        if self.vocabulary.declare(prefix, uri):
            self._met.clear()
        self.version = self.version or self.vocabulary.version

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        if self.closed:
            raise Unsupported("an element in a plain text")
        around, base, language = self.text, self.base, self.language
        name, begin = self._met.get(raw) or self._meet(raw)
        self.depth += 1
        if attributes:
            attributes = named_attributes(attributes)
            if base or not _INHERITED.isdisjoint(attributes):
                self._inherit(name, attributes)
        elif base:
            self.base = rebase(base, base)
        if self.aside is not None:
            self.leave_aside(name)
        self.text = None
        end = begin(self, attributes) if begin is not None else None
        if around is not None and end is None and self.text is None and (attributes or begin):
            # feedparser does not keep the text of such an element from that around it.
            self.text, end = [], refuse_text
        self._open.append((end, around, base, language))
        if self.inline is not None:
            self._parser.StartElementHandler = self.inline.start
            self._parser.EndElementHandler = self._end_inline
            self._parser.CharacterDataHandler = self.inline.write
        elif (text := self.text) is not around:
            self._parser.CharacterDataHandler = None if text is None else text.append

    def _end_inline(self, raw: str) -> None:
        if self.inline is not None and self.inline.level:
            self.inline.end(raw)
            return
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = None
        self._end(raw)

    def _end(self, _: str) -> None:
        end, around, base, language = self._open.pop()
        if end is not None:
            end(self)
        self.closed = False
        self.depth -= 1
        self.base, self.language = base, language
        if self.text is not around:
            self.text = around
            self._parser.CharacterDataHandler = None if around is None else around.append

    def _meet(self, raw: str) -> tuple[str, Begin | None]:
        name = self.vocabulary.name(raw)
        if not self._open and name not in _ROOTS:
            raise Unsupported(f"a root <{name}>")
        if name in _UNRULY:
            raise Unsupported(f"<{name}>")
        self._met[raw] = met = name, BEGINNINGS.get(name)
        return met

    def _inherit(self, name: str, attributes: dict[str, str]) -> None:
        """Take base and language from an element."""
        written = attributes.get("xml:base", attributes.get("base"))
        if written or self.base:
            self.base = rebase(self.base, written or self.base)
        language = attributes.get("xml:lang", attributes.get("lang"))
        if language is not None:
            self.language = language or None
        if self.language and name in ("feed", "rss"):
            self.feed["language"] = self.language.replace("_", "-")
