"""Stories as they were: versions that were kept, and what changed from one to the next."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.domain.anchoring.carried_highlights import carry_over
from newsreader.domain.anchoring.text_differences import differences
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import shown_url
from newsreader.domain.document import Document
from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.instant import instant
from newsreader.domain.story_version import Rewording, StoryChange, StoryVersion
from newsreader.library.articles import Articles
from newsreader.storage import articles, story_versions
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights as stored_highlights
from newsreader.storage.highlights import highlights_by_id, lost_highlights, texts_made_on

if TYPE_CHECKING:
    from newsreader.domain.quoting.quote_changes import QuoteChange

_BESIDE = 32
"""How many code points beside a rewording are told with it, at most."""


class StoryVersions(Articles):
    """The part of the library that knows stories as they were."""

    def versions(self, article_id: int) -> tuple[StoryVersion, ...]:
        """Return the versions of a story, oldest first; the last is the story as it is now.

        Only those of marked articles are kept. Raises ``NotFound``.
        """
        articles.article(self._read, article_id)
        return _versions(self._read, article_id)

    def opened_version(self, article_id: int, number: int) -> OpenArticle:
        """Return a story as it was, with the highlights that stand in it; raises ``NotFound``.

        Its quotes are not kept; it is to be read, not to be highlighted.
        """
        opened = self.opened(article_id)
        version = next((one for one in self.versions(article_id) if one.number == number), None)
        if version is None:
            raise NotFound(f"There is no version {number} of article {article_id}.")
        if version == self.versions(article_id)[-1]:
            return opened
        document = story_versions.version_document(self._read, article_id, number)
        made = stored_highlights(self._read, article_id)
        texts = texts_made_on(self._read, made)
        return replace(
            opened,
            article=replace(
                opened.article,
                title=version.title,
                url=version.url,
                author=version.author,
                outlet=version.outlet or opened.article.outlet,
                language=version.language,
                published=version.published,
                dated=version.dated,
                words=document.words,
            ),
            document=document,
            quotes=(),
            retellings=(),
            highlights=carry_over(made, document.text, version.hash, texts),
            position=0,
            text_hash=version.hash,
            stamp="",
            version=version,
        )

    def version_when_marked(self, article_id: int) -> int:
        """Return the number of the version that was marked first; raises ``NotFound``.

        That is the one with the oldest highlight, else the one that was there when the article
        was bookmarked or set aside, else, with tags only, the oldest.
        """
        known, article = self.versions(article_id), articles.article(self._read, article_id)
        made = sorted(stored_highlights(self._read, article_id), key=lambda one: one.id)
        for one in made:
            if found := [version.number for version in known if version.hash == one.made_on]:
                return found[0]
        marks = [
            one for one in (article.bookmarked, article.later, article.saved) if one is not None
        ]
        if not (made or marks or article.tags):
            raise NotFound(f"Nothing is marked in article {article_id}.")
        since = min(marks, default=None)
        seen = [one.number for one in known if since and one.seen and one.seen <= since]
        return seen[-1] if seen else known[0].number

    def changes(self, article_id: int, *, quotes: bool = False) -> tuple[StoryChange, ...]:
        """Return what changed from version to version, oldest first; raises ``NotFound``.

        What became of ``quotes`` is found by reading each older version through for them, which
        takes a while.
        """
        return _changes(self._read, article_id, quotes)

    def quote_changes(self, article_id: int) -> "tuple[QuoteChange, ...]":
        """Return what became of the quotes of a story when its publisher changed it last."""
        found = _changes(self._search, article_id, quotes=True)
        return found[-1].quotes if found and not found[-1].is_other_source else ()

    def passage_changes(self, ids: Collection[str]) -> list[dict[str, object]]:
        """Return what programs are told of highlights whose words were changed or taken out.

        A record for each article: its ``article_id``, ``title``, ``outlet``, ``url``, when its
        present text was first ``seen`` (ISO 8601, UTC), its ``highlights`` of these ``ids`` with
        ``id``, ``state``, the marked ``text``, what stands there ``now`` and the ``note``; and the
        ``quotes`` with ``speaker``, ``certainty``, ``old`` and ``new`` words that the last change
        took out or reworded. ``now`` and ``new`` are null where nothing stands there.
        """
        of_article: defaultdict[int, list[Highlight]] = defaultdict(list)
        for one in highlights_by_id(self._search, sorted(ids)):
            of_article[one.article_id].append(one)
        return [_told(self._search, *one) for one in of_article.items()]

    def lost_highlights(self) -> frozenset[str]:
        """Return the ids of the highlights whose very words are no longer in their stories."""
        return lost_highlights(self._search)

    def changed_stories(self) -> Sequence[int]:
        """Return the articles of which there are several versions, that changed last first."""
        found = story_versions.versioned_articles(self._search)
        return [one for one in found if len(_versions(self._search, one)) > 1]


def _versions(db: Database, article_id: int) -> tuple[StoryVersion, ...]:
    kept = story_versions.versions(db, article_id)
    present = story_versions.present_version(db, article_id)
    if present is None or (kept and kept[-1].number == present.number):
        return kept
    return (*kept, present)


def _told(db: Database, article_id: int, found: Sequence[Highlight]) -> dict[str, object]:
    article, text = articles.article(db, article_id), articles.text(db, article_id)
    changes = _changes(db, article_id, quotes=True)
    last = changes[-1] if changes and not changes[-1].is_other_source else None
    seen = last.version.seen if last else article.changed
    return {
        "article_id": article_id,
        "title": article.title,
        "outlet": article.outlet,
        "url": shown_url(article.url),
        "seen": instant(seen),
        "highlights": [one.lost_record(text) for one in found],
        "quotes": [one.record for one in last.quotes] if last else [],
    }


def _changes(db: Database, article_id: int, quotes: bool = False) -> tuple[StoryChange, ...]:
    found = list[StoryChange]()
    articles.article(db, article_id)
    before: StoryVersion | None = None
    old = ""
    for version in _versions(db, article_id):
        new = _document(db, version).text
        if before is not None:
            fell = _quote_changes(db, before, new) if quotes else ()
            found.append(StoryChange(before, version, _rewordings(old, new), fell))
        before, old = version, new
    return tuple(found)


def _quote_changes(db: Database, before: StoryVersion, new: str) -> "tuple[QuoteChange, ...]":
    from newsreader.domain.quoting.quote_changes import (
        quote_changes,  # both only where they are asked for
    )
    from newsreader.quotes.engine import find_quotes_in

    document = _document(db, before)
    quotes = find_quotes_in(document, before.language, before.title)
    return quote_changes(document.text, quotes, new)


def _document(db: Database, version: StoryVersion) -> Document:
    try:
        return story_versions.version_document(db, version.article_id, version.number)
    except NotFound:  # the present one, or one that is damaged
        present = story_versions.present_version(db, version.article_id)
        if present is not None and present.number == version.number:
            return articles.document(db, version.article_id)
        raise


def _rewordings(old: str, new: str) -> tuple[Rewording, ...]:
    return tuple(
        Rewording(
            old[one.start : one.end],
            new[one.new_start : one.new_end],
            _in_line(old, one.start, one.end),
            _in_line(new, one.new_start, one.new_end),
        )
        for one in differences(old, new)
    )


def _in_line(text: str, start: int, end: int) -> str:
    """Return a range of a text with what stands beside it; empty where the range is."""
    if start == end:
        return ""
    before = _beside(text[max(0, start - _BESIDE) : start][::-1])[::-1]
    return f"{before}{text[start:end]}{_beside(text[end : end + _BESIDE])}"


def _beside(text: str) -> str:
    """Return what stands beside a place in its line, up to the last blank of a full piece."""
    line = text.split("\n", 1)[0]
    return line.rsplit(" ", 1)[0] if len(line) == _BESIDE and " " in line else line
