"""Remembers notes while they are being written, so that no crash loses them."""

from newsreader.domain.highlights.note_draft import NoteDraft, read_drafts, write_drafts
from newsreader.library.base import LibraryBase
from newsreader.storage import ui_state
from newsreader.storage.database import Database

KEY = "notes being written"
"""Under which key they are remembered."""


class NoteDrafts(LibraryBase):
    """The part of the library that remembers notes that are not kept yet."""

    def note_drafts(self, article_id: int) -> list[NoteDraft]:
        """Return the drafts on an article, the one written last at the end."""
        return [one for one in _drafts(self._read) if one.article_id == article_id]

    def keep_draft(self, draft: NoteDraft) -> None:
        """Remember what is written of a note, in place of an earlier draft of it."""
        with self._write.transaction():
            self._put([*self._others(draft), draft])

    def drop_draft(self, draft: NoteDraft) -> None:
        """Forget the draft of a note, which is kept or not wanted."""
        with self._write.transaction():
            others = self._others(draft)
            if len(others) < len(_drafts(self._write)):
                self._put(others)

    def _others(self, draft: NoteDraft) -> list[NoteDraft]:
        return [one for one in _drafts(self._write) if not one.is_on_same(draft)]

    def _put(self, drafts: list[NoteDraft]) -> None:
        ui_state.keep(self._write, KEY, write_drafts(drafts))


def _drafts(db: Database) -> list[NoteDraft]:
    return read_drafts(ui_state.recall(db, KEY, ""))
