"""The state of articles: read, bookmarked, set aside, tagged, and where reading stopped."""

from collections.abc import Sequence
from typing import Literal

from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.document import text_hash
from newsreader.library.anchored_highlights import anchored
from newsreader.library.base import LibraryBase
from newsreader.storage import article_state, articles, rules, story_groups, ui_state
from newsreader.storage.highlights import carry_highlights, highlights_of
from newsreader.storage.row_changes import ARTICLE_TAG

_LABELS = {
    ("bookmarked", True): "bookmarked {}",
    ("bookmarked", False): "took the bookmark from {}",
    ("later", True): "set {} aside for later",
    ("later", False): "no longer set {} aside",
}
"""What a step is called that marks articles so, or no longer."""


class ArticleStates(LibraryBase):
    """The part of the library that changes the state of articles."""

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """Return the first of these articles, in their order, that is unread."""
        return article_state.first_unread(self._read, ids)

    def mark_read(self, ids: Sequence[int], read: bool = True) -> list[int]:
        """Mark articles read or unread; return those of them whose state changed.

        What is the same story elsewhere is marked with them. Read articles are changed ones no
        more, see ``domain.query.fields.STATES``.
        """
        with self._step() as step:
            wanted = story_groups.with_copies(self._write, ids)
            marked = article_state.set_read(self._write, wanted, read)
            asked = frozenset(ids)
            seen = self._known_by_now(ids) if read else []
            step.rows += article_state.forget_change(self._write, seen)
            both = list(dict.fromkeys((*marked, *seen)))
            changed = [one for one in both if one in asked] or both
            if changed:
                state = "read" if read else "unread"
                step.label = f"marked {counted(len(changed), 'article')} {state}"
                step.article_id = changed[0] if len(changed) == 1 else None
            if marked:
                step.rows.append(article_state.read_change(marked, read))
        return changed

    def mark_opened(self, article_id: int) -> bool:
        """Mark an article read because it was opened; return whether that changed its state.

        This is no action of its own and cannot be undone as one. As long as no other is opened
        the article stays in the library, however old it is.
        """
        if self.read_only:
            return False
        with self._write.transaction():
            self._settle(article_id)
            ids = story_groups.with_copies(self._write, (article_id,))
            was_unread = article_id in article_state.set_read(self._write, ids, True)
            seen = self._known_by_now((article_id,))
            article_state.forget_change(self._write, seen)
            ui_state.keep(self._write, ui_state.OPENED, str(article_id))
        return was_unread or bool(seen)

    def _settle(self, article_id: int) -> None:
        """Store where the highlights of an article are, if its text was stored without them.

        That is so where an undone step put them back, and in libraries of schema 21 and before.
        """
        text = articles.text(self._write, article_id)
        carry_highlights(self._write, article_id, text, text_hash(text))

    def _known_by_now(self, ids: Sequence[int]) -> list[int]:
        """Return those changed articles whose highlights all find their very words."""
        found = article_state.changed_among(self._write, ids)
        lost: set[int] = set()
        for article_id in highlights_of(self._write, found):
            text = articles.text(self._write, article_id)
            marked = anchored(self._write, article_id, text, text_hash(text))
            if any(one.is_lost for one in marked):
                lost.add(article_id)
        return [one for one in found if one not in lost]

    def bookmark(self, article_id: int, wanted: bool | None = None) -> bool:
        """Toggle an article's bookmark, or set it as ``wanted``; return whether it has one."""
        article = articles.article(self._write, article_id)
        on = article.bookmarked is None if wanted is None else wanted
        self._mark("bookmarked", [article_id], on)
        return on

    def bookmark_all(self, ids: Sequence[int], wanted: bool = True) -> list[int]:
        """Bookmark articles, or take their bookmarks away; return those that changed."""
        return self._mark("bookmarked", ids, wanted)

    def read_later(self, ids: Sequence[int], wanted: bool = True) -> list[int]:
        """Set articles aside to be read later, or no longer; return those that changed."""
        return self._mark("later", ids, wanted)

    def _mark(
        self, column: Literal["bookmarked", "later"], ids: Sequence[int], on: bool
    ) -> list[int]:
        label = _LABELS[column, on]
        with self._step() as step:
            changed = article_state.unmarked(self._write, column, ids, on)
            step.rows += article_state.set_mark(
                self._write, column, changed, self.clock() if on else None
            )
            if on:
                step.rows += rules.show_kept(self._write, changed)
            if changed:
                alone = changed[0] if len(changed) == 1 else None
                step.label, step.article_id = label.format(self._named(changed)), alone
        return changed

    def _named(self, ids: Sequence[int]) -> str:
        """Return what a step calls articles: one by its title, several by their number."""
        if len(ids) > 1:
            return counted(len(ids), "article")
        return f"“{articles.article(self._write, ids[0]).title}”"

    def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        """Give an article exactly these tags; raises ``NotFound``."""
        title = articles.article(self._write, article_id).title
        wanted = sorted({clean_line(tag) for tag in tags} - {""})
        with (
            self._step(f"changed the tags of “{title}”", article_id) as step,
            step.watching(self._write, ARTICLE_TAG, "WHERE article_id = ?", (article_id,)),
        ):
            article_state.set_tags(self._write, article_id, wanted)

    def change_tags(
        self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """Give articles some tags and take others from them; raises ``NotFound``."""
        with self.as_one_step(f"changed the tags of {counted(len(ids), 'article')}"):
            for article_id in ids:
                tags = set(articles.article(self._write, article_id).tags)
                self.set_tags(article_id, sorted(tags.union(add).difference(remove)))

    def keep_position(self, article_id: int, offset: int) -> None:
        """Remember the offset in the text at which reading stopped, where that can be kept."""
        if not self.read_only:
            article_state.set_position(self._write, article_id, offset)
