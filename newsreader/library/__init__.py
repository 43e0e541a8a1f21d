"""Everything a user can do, in plain calls that the screen and the command line share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.article import OpenArticle
from newsreader.domain.query import Query, UnknownName, in_state, parse_query
from newsreader.library.base import Role, utc_now
from newsreader.library.folders import Folders
from newsreader.library.highlight_search import HighlightSearch
from newsreader.library.highlights import Highlights
from newsreader.library.known_names import LibraryNames
from newsreader.library.note_drafts import NoteDrafts
from newsreader.library.review import Review
from newsreader.library.rules import Rules
from newsreader.library.saved_views import SavedViews
from newsreader.library.shared_marks import SharedMarks
from newsreader.library.speakers import Speakers
from newsreader.library.story_versions import StoryVersions
from newsreader.library.subscriptions import Subscriptions
from newsreader.storage.queries import search
from newsreader.storage.safety.damage import Finding, begin_look

if TYPE_CHECKING:
    from newsreader.export.managed_file import Exported

__all__ = ["Finding", "Library", "Role", "begin_look", "utc_now"]


class Library(
    Subscriptions,
    Folders,
    SavedViews,
    Rules,
    Highlights,
    HighlightSearch,
    NoteDrafts,
    Review,
    Speakers,
    StoryVersions,
    SharedMarks,
):
    """The user's feeds, folders, views, articles, highlights and speakers in one data folder.

    Raises ``LibraryError`` when the file cannot be opened. See ``LibraryBase`` for threads.
    """

    def known_names(self, rules: Callable[[], Iterable[str]] = tuple) -> LibraryNames:
        """Return the names that a query may ask for; ``rules`` those of rules in config.toml."""
        return LibraryNames(self._search, rules)

    def unknown_name(self, query: str, rules: Callable[[], Iterable[str]] = tuple) -> str:
        """Return which name in a query nothing has, as one sentence; empty where there is none.

        Raises ``QueryError`` for what else is wrong.
        """
        try:
            parse_query(query, self.clock(), names=self.known_names(rules))
        except UnknownName as error:
            return str(error)
        return ""

    def export(self, ids: Sequence[int], directory: Path) -> Iterator["Exported"]:
        """Write the highlights and quotes of these articles to Markdown, one file each.

        What cannot be written is a result, too.
        """
        from newsreader.export.markdown import export_articles  # not at start: it reads folders

        yield from export_articles((self._opened(self._search, one) for one in ids), directory)

    def export_highlights(
        self, ids: Sequence[str], query: str, directory: Path
    ) -> Iterator["Exported"]:
        """Write highlights, and no others, into one note that is named by the query for them."""
        from newsreader.export.gathered_notes import note_of_query

        yield from note_of_query(query).export(self.stories_of(ids), directory)

    def stories_of(self, ids: Sequence[str]) -> Iterator[OpenArticle]:
        """Yield the articles of highlights, in the order of these, each with no others of its."""
        from newsreader.export.gathered_notes import only

        chosen = frozenset(ids)
        for article_id in self.highlighted_articles(ids):
            yield only(self._opened(self._search, article_id), chosen)

    def worth_exporting(self) -> list[int]:
        """Return the articles worth exporting: bookmarked or highlighted, newest first."""
        ids = {
            article_id
            for state in ("bookmarked", "highlighted")
            for article_id in search.select_ids(self._search, in_state(state), muted=True)
        }
        return [one for one in search.select_ids(self._search, Query(), muted=True) if one in ids]
