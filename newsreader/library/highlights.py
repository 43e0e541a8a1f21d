"""Makes, changes and removes highlights, and returns what each call did to an article's."""

from dataclasses import dataclass, replace

from newsreader.domain.anchor import made_at
from newsreader.domain.clean import clean_text
from newsreader.domain.document import text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.highlight import COLOURS, Highlight, HighlightsChange
from newsreader.domain.overlap import merge
from newsreader.domain.step import Step, StepTaken
from newsreader.library.anchored_highlights import anchored
from newsreader.library.articles import Articles
from newsreader.storage import article_state, articles, rules
from newsreader.storage.deleted_highlights import replace_highlights
from newsreader.storage.row_changes import DELETED_HIGHLIGHT, HIGHLIGHT, HIGHLIGHT_TAG


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the file holds of an article at the moment of a change."""

    title: str
    text: str
    text_hash: str
    highlights: tuple[Highlight, ...]


class Highlights(Articles):
    """The part of the library that knows highlights.

    Each call returns a ``HighlightsChange``, so that what shows the article need not read it
    again.
    """

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
        confidence: float = 1.0,
    ) -> HighlightsChange:
        """Highlight ``text[start:end]`` of an article, in code points into its document's text.

        A highlight of the same colour that it touches is extended instead, unless both carry
        notes. ``words`` are what the user sees there; ``confidence``
        is how likely ``speaker`` is right, 0 to 1. Raises ``NotFound``, also when the text
        has other words by now, and ``ValueError`` when the range is empty or outside the text
        or the colour none of ``COLOURS``.
        """
        stored = self._stored(article_id)
        text = stored.text
        _check_colour(colour)
        if words and text[start:end] != words:
            raise NotFound("The story has just changed; mark the passage again.")
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage at {start}–{end} in a text of {len(text)}")
        now = self.clock()
        new = replace(
            made_at(article_id, text, stored.text_hash, start, end, colour, now),
            note=clean_text(note),
            speaker=speaker,
            role=role,
            confidence=confidence if speaker else 0.0,
        )
        merged = merge(new, stored.highlights, text)
        joined = {merged.highlight.id, *merged.absorbed}
        replaced = tuple(one for one in stored.highlights if one.id in joined)
        if merged.highlight in replaced:
            return _unchanged(stored, merged.highlight)
        change = HighlightsChange(article_id, stored.text_hash, replaced, (merged.highlight,))
        return self._apply(stored, change, "highlighted a passage")

    def change_highlight(
        self, highlight: Highlight, *, colour: str | None = None, note: str | None = None
    ) -> HighlightsChange:
        """Give a highlight another colour or note.

        Raises ``NotFound`` when it was removed, ``ValueError`` for a colour not in ``COLOURS``.
        """
        stored = self._stored(highlight.article_id)
        present = _present(stored, highlight)
        changed = replace(
            present,
            colour=present.colour if colour is None else _check_colour(colour),
            note=present.note if note is None else clean_text(note),
        )
        if changed == present:
            return _unchanged(stored, present)
        changed = replace(changed, updated=self.clock())
        change = HighlightsChange(highlight.article_id, stored.text_hash, (present,), (changed,))
        label = "recoloured a highlight" if note is None else "changed a note"
        return self._apply(stored, change, label)

    def remove_highlight(self, highlight: Highlight) -> HighlightsChange:
        """Remove a highlight; ``undo`` brings it back with its note. Raises ``NotFound``."""
        stored = self._stored(highlight.article_id)
        removed = (_present(stored, highlight),)
        change = HighlightsChange(highlight.article_id, stored.text_hash, removed)
        return self._apply(stored, change, "removed a highlight")

    def _take(self, step: Step) -> StepTaken:
        """Undo or redo a step, and tell what that did to the highlights of its article."""
        if step.article_id is None or not articles.article_rows(self._write, [step.article_id]):
            return super()._take(step)
        before = self._stored(step.article_id)
        taken = super()._take(step)
        after = self._stored(step.article_id)
        removed = tuple(one for one in before.highlights if one not in after.highlights)
        added = tuple(one for one in after.highlights if one not in before.highlights)
        if not removed and not added:
            return taken
        change = HighlightsChange(step.article_id, after.text_hash, removed, added)
        return replace(taken, highlights=change)

    def _stored(self, article_id: int) -> _Stored:
        title = articles.article(self._write, article_id).title
        text = articles.text(self._write, article_id)
        hash_ = text_hash(text)
        return _Stored(title, text, hash_, anchored(self._write, article_id, text, hash_))

    def _apply(self, stored: _Stored, change: HighlightsChange, label: str) -> HighlightsChange:
        article, mine = "WHERE article_id = ?", (change.article_id,)
        with (
            self._step(f"{label} in “{stored.title}”", change.article_id) as step,
            step.watching(self._write, HIGHLIGHT, article, mine),
            step.watching(
                self._write,
                HIGHLIGHT_TAG,
                f"WHERE highlight_id IN (SELECT id FROM highlight {article})",
                mine,
            ),
            step.watching(self._write, DELETED_HIGHLIGHT, article, mine),
        ):
            replace_highlights(self._write, change.removed, change.added, stored.text, self.clock())
            step.rows += rules.show_kept(self._write, [change.article_id])
            gone = {one.id for one in change.removed}
            lost = [one.id for one in stored.highlights if one.is_lost]
            if lost and gone.issuperset(lost) and not any(one.is_lost for one in change.added):
                step.rows += article_state.forget_change(self._write, [change.article_id])
        return change


def _unchanged(stored: _Stored, highlight: Highlight) -> HighlightsChange:
    """Return the change that leaves a highlight as it is."""
    same = (highlight,)
    return HighlightsChange(highlight.article_id, stored.text_hash, same, same)


def _check_colour(colour: str) -> str:
    if colour not in COLOURS:
        raise ValueError(f"no colour {colour!r}; there are {', '.join(COLOURS)}")
    return colour


def _present(stored: _Stored, highlight: Highlight) -> Highlight:
    """Return ``highlight`` as it is stored; the caller may hold an older state of it."""
    for one in stored.highlights:
        if one.id == highlight.id:
            return one
    raise NotFound("This highlight was removed meanwhile.")
