"""Holds the article that is open, with its quotes and highlights."""

from functools import partial

from newsreader.domain.age import ago
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import HighlightsChange
from newsreader.domain.story_version import NO_EARLIER_VERSION
from newsreader.tui.library_access import LibraryAccess
from newsreader.tui.notices import Changed

SHOWN = 30
"""Code points of a passage that are named where a note on it was not kept."""


class ArticleReading:
    """The open article, and whether it is being read or only shown."""

    def __init__(self, access: LibraryAccess) -> None:
        self._access = access
        self._library = access.library
        self.opened: OpenArticle | None = None
        """The open article, with its quotes and highlights."""
        self.previewing = False
        """Whether it is only shown, not being read."""

    @property
    def article_id(self) -> int | None:
        """The id of the open article."""
        return self.opened.article.id if self.opened else None

    @property
    def change_in_words(self) -> str:
        """What the publisher changed about the open article since it was read; empty for nothing.

        Also what became of highlights whose words are not in the text any more.
        """
        when = self.opened.article.changed if self.opened else None
        if self.opened is None or when is None or self.is_past:
            return ""
        told = f"The publisher changed this text {ago(when, self._access.now)}"
        lost = sum(one.is_lost for one in self.opened.highlights)
        return f"{told}; {counted(lost, 'highlight')} lost the exact words." if lost else f"{told}."

    @property
    def told_at_opening(self) -> str:
        """What is to be said of an article as it is opened; empty for nothing.

        That its publisher changed it, and that a note on it was being written as the app ended.
        """
        told = [self.change_in_words] if self.change_in_words else []
        article_id = self.article_id
        if article_id is None or self.is_past:
            return ""
        drafts = self._access.glance(partial(self._library.note_drafts, article_id))
        if drafts:
            passage = clean_line(drafts[-1].passage, SHOWN)
            told.append(f"A note on “{passage}” was not kept; the note key there has it.")
        return " ".join(told)

    def lay_open(self, article_id: int, *, previewing: bool) -> bool:
        """Show an article; return whether it is (still) in the library."""
        if self.article_id != article_id or self.is_past:
            opened = self._access.glance(partial(self._find, article_id))
            if opened is None:
                return False
            self.opened = opened
            self._access.tell(Changed())
        self.previewing = previewing
        return True

    @property
    def is_past(self) -> bool:
        """Whether the open article is shown as it was before its publisher changed it."""
        return self.opened is not None and self.opened.version is not None

    def step_back(self) -> str:
        """Show the version before the one that is shown, after the oldest the story as it is now.

        Returns what is shown, as one sentence.
        """
        before = self.opened
        found = self._access.glance(partial(self._earlier, before)) if before else None
        if before is None or found is None:
            return ""
        if found is before:
            return NO_EARLIER_VERSION
        self.opened = found
        self._access.tell(Changed())
        if found.version is None:
            return "The story as it is now."
        return f"The story as it was: {found.version.in_words}."

    def _earlier(self, before: OpenArticle) -> OpenArticle:
        article_id = before.article.id
        known = self._library.versions(article_id)
        shown = before.version.number if before.version else known[-1].number if known else 0
        numbers = [one.number for one in known if one.number < shown]
        if numbers:
            return self._library.opened_version(article_id, numbers[-1])
        return self._library.opened(article_id) if before.version else before

    def _find(self, article_id: int) -> OpenArticle | None:
        """Read an article; that it is gone is no fault."""
        try:
            return self._library.opened(article_id)
        except NotFound:
            return None

    def reopen(self) -> None:
        """Show the open article as it is now: other highlights, another text, or gone."""
        before = self.opened
        if before is None:
            return
        now = self._access.glance(partial(self._find_again, before))
        if now is not before:
            self.opened = now
            self._access.tell(Changed())

    def _find_again(self, before: OpenArticle) -> OpenArticle | None:
        try:
            return self._library.reopened(before)
        except NotFound:
            return None

    def highlights_changed(self, change: HighlightsChange) -> None:
        """Show what the library did to the highlights of an article, without reading it again."""
        before = self.opened
        if before is None or before.article.id != change.article_id:
            return
        if before.text_hash == change.text_hash:
            self.opened = before.with_highlights(change)
            self._access.tell(Changed())
        else:
            self.reopen()

    def left(self, opened: OpenArticle, offset: int) -> None:
        """Remember that reading an article stopped at an offset of its text."""
        if not self.previewing and opened.version is None:
            self._access.begin(partial(self._keep_place, opened, offset), "")

    async def leave(self, offset: int) -> None:
        """Remember that reading the open article stopped at an offset, before the app ends."""
        if self.opened is not None and not self.previewing and not self.is_past:
            await self._keep_place(self.opened, offset)

    async def _keep_place(self, opened: OpenArticle, offset: int) -> None:
        if offset != opened.position:
            call = partial(self._library.keep_position, opened.article.id, offset)
            await self._access.change(call)
