"""Makes, changes and removes highlights, and returns what each call did to an article's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.anchoring.carried_highlights import carry_over
from newsreader.domain.anchoring.overlap import merge
from newsreader.domain.clean import clean_line, clean_text, clean_url
from newsreader.domain.document import text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.deleted_highlight import DeletedHighlight
from newsreader.domain.highlights.highlight import (
    COLOURS,
    Highlight,
    HighlightsChange,
    Verification,
    changes_between,
    is_named,
)
from newsreader.domain.mark_record import RecordKind
from newsreader.domain.step import Step, StepTaken
from newsreader.library.anchored_highlights import anchored
from newsreader.library.articles import Articles
from newsreader.storage import (
    article_state,
    articles,
    deleted_highlights,
    history,
    rules,
    ui_state,
)
from newsreader.storage.exchange.mark_lines import with_kept_text
from newsreader.storage.exchange.shared_records import is_told
from newsreader.storage.highlights import highlights_by_id, highlights_named, texts_made_on
from newsreader.storage.row_changes import DELETED_HIGHLIGHT, HIGHLIGHT, HIGHLIGHT_TAG

_COLOUR = "colour of highlights"
"""Under which key the colour is remembered that was used last."""


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

    def colour_in_use(self) -> str:
        """Return the colour that was used last, also before a restart."""
        colour = ui_state.recall(self._write, _COLOUR, COLOURS[0])
        return colour if colour in COLOURS else COLOURS[0]

    def use_colour(self, colour: str) -> None:
        """Let new highlights have a colour, until another is used; raises ``ValueError``."""
        ui_state.keep(self._write, _COLOUR, _check_colour(colour))

    def change_highlight(
        self,
        highlight: Highlight,
        *,
        colour: str | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> HighlightsChange:
        """Give a highlight another colour, note, or other tags.

        Raises ``NotFound`` when it was removed, ``ValueError`` for a colour not in ``COLOURS``.
        """
        stored = self._stored(highlight.article_id)
        present = _present(stored, highlight)
        changed = replace(
            present,
            colour=present.colour if colour is None else _check_colour(colour),
            note=present.note if note is None else clean_text(note),
            tags=present.tags if tags is None else tuple(sorted(set(tags))),
        )
        label = "recoloured a highlight" if note is None else "changed a note"
        return self._change(
            stored, present, changed, label if tags is None else "tagged a highlight"
        )

    def verify_highlight(
        self,
        highlight: Highlight,
        verification: Verification,
        against: str = "",
        on: date | None = None,
    ) -> HighlightsChange:
        """Say whether a highlight is right, by which address, and on which day that was seen.

        That is today where no day is given. Raises ``NotFound``, and ``ValueError`` for what is no
        address of the web.
        """
        if against and not clean_url(against):
            raise ValueError(f"“{clean_line(against)}” is no address of the web")
        stored = self._stored(highlight.article_id)
        present = _present(stored, highlight)
        is_open = verification is Verification.UNCHECKED
        changed = replace(
            present,
            verification=verification,
            checked_against="" if is_open else clean_url(against),
            checked_on="" if is_open else (on or self.clock().date()).isoformat(),
        )
        return self._change(stored, present, changed, f"called a highlight {verification}")

    def highlight_named(self, name: str) -> Highlight:
        """Return the highlight with an id, or with the end of one; raises ``NotFound``."""
        found = highlights_named(self._read, name)
        if len(found) != 1:
            few = "There are several highlights" if found else "There is no highlight"
            raise NotFound(f"{few} “{clean_line(name)}”; “newsreader highlights” tells their ids.")
        one = found[0]
        present = _present(self._stored(one.article_id), one)
        return present

    def remove_highlight(self, highlight: Highlight) -> HighlightsChange:
        """Put a highlight into the bin; ``undo`` brings it back. Raises ``NotFound``."""
        stored = self._stored(highlight.article_id)
        removed = (_present(stored, highlight),)
        change = HighlightsChange(highlight.article_id, stored.text_hash, removed)
        return self._apply(stored, change, "removed a highlight")

    def deleted_highlights(self) -> list[DeletedHighlight]:
        """Return what lies in the bin, that which was deleted last first."""
        return deleted_highlights.deleted_highlights(self._search)

    def bring_back(self, name: str) -> HighlightsChange:
        """Take the highlight with an id, or the end of one, out of the bin, as it was.

        Its article is made anew, without its text, where it is gone. Raises ``NotFound``.
        """
        lying = deleted_highlights.deleted_highlights(self._write)
        found = [one for one in lying if is_named(one.highlight, name)]
        if len(found) != 1:
            raise NotFound(
                f"{'Several highlights' if found else 'No highlight'} “{clean_line(name)}” in the "
                "bin; “newsreader highlights --deleted” tells what lies there."
            )
        with self._write.transaction():
            article_id = deleted_highlights.article_of(self._write, found[0])
            one = with_kept_text(self._write, replace(found[0].highlight, article_id=article_id))
            stored = self._stored(article_id)
            made_on = texts_made_on(self._write, [one])
            (back,) = carry_over([one], stored.text, stored.text_hash, made_on)
            back = replace(back, updated=self.clock())
            change = HighlightsChange(article_id, stored.text_hash, added=(back,))
            return self._apply(stored, change, "brought back a highlight")

    def _take(self, step: Step) -> StepTaken:
        """Undo or redo a step, and tell what that did to the highlights of its article."""
        if step.article_id is None or not articles.article_rows(self._write, [step.article_id]):
            return self._take_of_several(step)
        before = self._stored(step.article_id)
        taken = super()._take(step)
        after = self._stored(step.article_id)
        removed = tuple(one for one in before.highlights if one not in after.highlights)
        added = tuple(one for one in after.highlights if one not in before.highlights)
        if not removed and not added:
            return taken
        self._keep_bin_right(removed, after.highlights)
        change = HighlightsChange(step.article_id, after.text_hash, removed, added)
        self._unheard.append(change)
        return replace(taken, highlights=change)

    def _take_of_several(self, step: Step) -> StepTaken:
        """Undo or redo a step that is not about one article."""
        ids = history.highlights_in(self._write, step)
        before = highlights_by_id(self._write, ids)
        taken = super()._take(step)
        after = highlights_by_id(self._write, ids)
        self._keep_bin_right(before, after)
        self._unheard += changes_between(before, after)
        return taken

    def _keep_bin_right(self, removed: Iterable[Highlight], present: Sequence[Highlight]) -> None:
        """Put highlights into the bin that undoing took away and other devices know."""
        there = {one.id for one in present}
        deleted_highlights.take_out(self._write, there)
        for one in removed:
            if one.id not in there and is_told(self._write, RecordKind.HIGHLIGHT, one.id):
                deleted_highlights.put_in_bin(self._write, one, self.clock())

    def _stored(self, article_id: int) -> _Stored:
        title = articles.article(self._write, article_id).title
        text = articles.text(self._write, article_id)
        hash_ = text_hash(text)
        return _Stored(title, text, hash_, anchored(self._write, article_id, text, hash_))

    def _change(
        self, stored: _Stored, present: Highlight, changed: Highlight, label: str
    ) -> HighlightsChange:
        if changed == present:
            return _unchanged(stored, present)
        changed = replace(changed, updated=self.clock())
        change = HighlightsChange(present.article_id, stored.text_hash, (present,), (changed,))
        return self._apply(stored, change, label)

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
            deleted_highlights.replace_highlights(
                self._write, change.removed, change.added, stored.text, self.clock()
            )
            step.rows += rules.show_kept(self._write, [change.article_id])
            gone = {one.id for one in change.removed}
            lost = [one.id for one in stored.highlights if one.is_lost]
            if lost and gone.issuperset(lost) and not any(one.is_lost for one in change.added):
                step.rows += article_state.forget_change(self._write, [change.article_id])
        self._let_hear(change)
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
