"""Notes new and changed articles while a refresh goes on, and gives them to the hooks behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsreader.domain.article import Article
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_changes import quote_changes
from newsreader.fetcher.program_input import article_record
from newsreader.hooks import HookRunner
from newsreader.protocol import HookFailed, Listener
from newsreader.settings.values import Hooks
from newsreader.storage import articles, rules
from newsreader.storage.database import Database
from newsreader.storage.highlights import lost_passages
from newsreader.storage.quotes import shown_quotes

AT_ONCE = 100
"""So many articles a program reads at once; of more it is run again."""


@dataclass(frozen=True, slots=True)
class _Before:
    """The text of an article before its publisher changed it."""

    text: str
    quotes: Sequence[Quote]


class NotedArticles:
    """What the hooks have not been told of yet."""

    def __init__(self, hooks: Hooks, tell: Listener) -> None:
        self._runner = HookRunner(hooks, lambda name, reason: tell(HookFailed(name, reason)))
        self._new: list[int] = []
        self._changed: dict[int, _Before] = {}

    def note_new(self, article_ids: Iterable[int]) -> None:
        """Note articles that have their text and quotes for the first time."""
        if self._runner.is_set("on_new"):
            self._new += article_ids

    def note_changed(self, db: Database, article_id: int) -> None:
        """Note an article whose publisher changed the text, which is still the old one."""
        if self._runner.is_set("on_change") and article_id not in self._changed:
            text, quotes = articles.text(db, article_id), shown_quotes(db, article_id)
            self._changed[article_id] = _Before(text, quotes)

    async def tell(self, db: Database) -> None:
        """Tell the hooks of all that was noted since the last call.

        Articles that a rule muted, or that a feed brought first, are not new to anybody.
        """
        new, self._new = self._new, []
        changed, self._changed = self._changed, {}
        fresh = [one for one in _rows(db, new) if one.muted is None]
        fresh = [one for one in fresh if not rules.is_first_fill(db, one.id)]
        await self._tell_of(db, "on_new", fresh, article_record)

        def changed_record(db: Database, article: Article) -> dict[str, Any]:
            return _changed_record(db, article, changed[article.id])

        await self._tell_of(db, "on_change", _rows(db, list(changed)), changed_record)

    async def _tell_of(
        self,
        db: Database,
        name: str,
        found: Sequence[Article],
        record: Callable[[Database, Article], dict[str, Any]],
    ) -> None:
        for start in range(0, len(found), AT_ONCE):
            several = found[start : start + AT_ONCE]
            await self._runner.run(name, {"articles": [record(db, one) for one in several]})

    async def tell_of_refresh(self, counts: Mapping[str, int]) -> None:
        """Tell the hook what a refresh came to."""
        await self._runner.run("after_refresh", counts)


def _changed_record(db: Database, article: Article, before: _Before) -> dict[str, Any]:
    """Return a changed article with highlights and quotes whose words are not there any more."""
    fell = quote_changes(before.text, before.quotes, articles.text(db, article.id))
    return article_record(db, article) | {
        "highlights": lost_passages(db, article.id),
        "quote_changes": [one.record for one in fell],
    }


def _rows(db: Database, ids: Sequence[int]) -> Sequence[Article]:
    return articles.article_rows(db, list(dict.fromkeys(ids)))
