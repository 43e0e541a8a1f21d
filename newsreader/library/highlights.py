"""What the reader marks in a text: highlights with their colours and notes."""

from dataclasses import replace

from newsreader.domain.anchor import context
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_text
from newsreader.domain.document import text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.highlight import COLOURS, Highlight
from newsreader.domain.ids import uuid7
from newsreader.domain.overlap import merge
from newsreader.library.articles import Articles
from newsreader.storage.highlights import swap_highlights


class Highlights(Articles):
    """The part of the library that knows highlights."""

    def highlight(
        self,
        article_id: int,
        start: int,
        end: int,
        *,
        words: str = "",
        colour: str = COLOURS[0],
        note: str = "",
        speaker: str = "",
        role: str = "",
    ) -> Highlight:
        """Mark ``text[start:end]`` of an article; return the highlight as it is stored.

        A passage of the same colour that it touches is extended instead, unless both carry
        notes. ``words`` are what the reader sees there. Raises ``NotFound``, also when the
        text has other words by now, and ``ValueError`` when the range is empty or outside the
        text or the colour none of ``COLOURS``.
        """
        opened = self._opened(self._write, article_id)
        text = opened.document.text
        _check_colour(colour)
        if words and text[start:end] != words:
            raise NotFound("The story has just changed; mark the passage again.")
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage at {start}–{end} in a text of {len(text)}")
        now, hash_ = self.clock(), text_hash(text)
        prefix, suffix = context(text, start, end)
        new = Highlight(
            id=uuid7(now),
            article_id=article_id,
            start=start,
            end=end,
            text=text[start:end],
            prefix=prefix,
            suffix=suffix,
            text_hash=hash_,
            made_on=hash_,
            colour=colour,
            note=clean_text(note),
            speaker=speaker,
            role=role,
            created=now,
            updated=now,
        )
        merged = merge(new, opened.highlights, text)
        joined = {merged.highlight.id, *merged.absorbed}
        replaced = [one for one in opened.highlights if one.id in joined]
        if merged.highlight not in replaced:
            self._swap(opened, replaced, [merged.highlight], "highlighted a passage")
        return merged.highlight

    def change_highlight(
        self, highlight: Highlight, *, colour: str | None = None, note: str | None = None
    ) -> Highlight:
        """Give a highlight another colour or note; return it as it is stored.

        Raises ``NotFound`` when it was removed, ``ValueError`` for a colour not in ``COLOURS``.
        """
        opened = self._opened(self._write, highlight.article_id)
        present = _present(opened, highlight)
        changed = replace(
            present,
            colour=present.colour if colour is None else _check_colour(colour),
            note=present.note if note is None else clean_text(note),
        )
        if changed == present:
            return present
        changed = replace(changed, updated=self.clock())
        label = "recoloured a highlight" if note is None else "changed a note"
        self._swap(opened, [present], [changed], label)
        return changed

    def remove_highlight(self, highlight: Highlight) -> None:
        """Take a highlight away; ``undo`` brings it back with its note. Raises ``NotFound``."""
        opened = self._opened(self._write, highlight.article_id)
        self._swap(opened, [_present(opened, highlight)], [], "removed a highlight")

    def _swap(
        self, opened: OpenArticle, gone: list[Highlight], come: list[Highlight], label: str
    ) -> None:
        text = opened.document.text
        swap_highlights(self._write, gone, come, text)
        self._remember(
            f"{label} in “{opened.article.title}”",
            lambda: swap_highlights(self._write, come, gone, text),
            opened.article.id,
        )


def _check_colour(colour: str) -> str:
    if colour not in COLOURS:
        raise ValueError(f"no colour {colour!r}; there are {', '.join(COLOURS)}")
    return colour


def _present(opened: OpenArticle, highlight: Highlight) -> Highlight:
    """Return ``highlight`` as it is now; the caller may hold an older state of it."""
    for one in opened.highlights:
        if one.id == highlight.id:
            return one
    raise NotFound("This highlight was removed meanwhile.")
