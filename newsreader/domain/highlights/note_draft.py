"""A note that is being written and not kept yet, as it is remembered in case the app is killed."""

import json
from collections.abc import Iterable

from newsreader.domain.article import OpenArticle
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What was written last of a note, and what it is on."""

    article_id: int
    """The article."""
    highlight: str
    """The id of the highlight; empty for a passage that is none yet."""
    passage: str
    """The words that the note is on."""
    note: str = ""
    """What is written."""

    def is_on_same(self, other: "NoteDraft") -> bool:
        """Return whether both are on the same highlight, or on the same words of an article."""
        if self.article_id != other.article_id or self.highlight != other.highlight:
            return False
        return bool(self.highlight) or self.passage == other.passage

    def has_lost_place(self, opened: OpenArticle) -> bool:
        """Return whether its article has neither the highlight nor the words any more."""
        if self.highlight:
            return all(one.id != self.highlight for one in opened.highlights)
        return self.passage not in opened.document.text


def write_drafts(drafts: Iterable[NoteDraft]) -> str:
    """Return drafts as JSON: ``[[article, highlight, passage, note]]``."""
    kept = [[one.article_id, one.highlight, one.passage, one.note] for one in drafts]
    return json.dumps(kept, ensure_ascii=False)


def read_drafts(kept: str) -> list[NoteDraft]:
    """Return what ``write_drafts`` wrote; what is garbled is left out."""
    try:
        found = json.loads(kept or "[]")
    except (ValueError, RecursionError):
        return []
    kinds = [int, str, str, str]
    return [
        NoteDraft(*one)
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, list) and list(map(type, one)) == kinds
    ]
