"""A highlight: its exact words, their offsets, their context, and the user's note."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from newsreader.domain.clean import shown_url
from newsreader.domain.counts import counted
from newsreader.domain.quoting.quote import Certainty, attribution, certainty
from newsreader.frozen import dataclass

COLOURS = ("yellow", "green", "blue", "red", "purple")
"""The colours of highlights; a theme decides how each looks."""

SHORTEST_NAME = 4
"""So many of the last digits of an id may name a highlight."""

CONTEXT = 64
"""How many code points before and after a highlight are kept to find it again."""


class AnchorState(StrEnum):
    """How a highlight was found in the present text of its article."""

    OK = "ok"
    """Where it was made."""
    MOVED = "moved"
    """The same words elsewhere."""
    CHANGED = "changed"
    """The passage with other words: its publisher edited it."""
    ORPHAN = "orphan"
    """No longer in the text; kept, shown and exported, never guessed."""

    @classmethod
    def _missing_(cls, value: object) -> "AnchorState | None":
        """Read what files of schema 21 and before call ``CHANGED``."""
        return cls.CHANGED if value == "fuzzy" else None


class Verification(StrEnum):
    """Whether the user has checked the words of a highlight."""

    UNCHECKED = "unchecked"
    """Not yet."""
    CHECKED = "checked"
    """They are right; where and when that was seen is kept beside it."""
    DISPUTED = "disputed"
    """They are not, or somebody says so."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One highlight."""

    id: str
    """A UUIDv7, so that ids sort by the time of making (RFC 9562 §5.7)."""
    article_id: int
    """The article it is in."""
    start: int
    """Where it begins in the present text; for an orphan, in the text it was made on."""
    end: int
    """Where it ends, excluded."""
    text: str
    """The exact words that were highlighted; never overwritten."""
    prefix: str = ""
    """Up to ``CONTEXT`` code points before it."""
    suffix: str = ""
    """Up to ``CONTEXT`` code points after it."""
    text_hash: str = ""
    """``text_hash`` of the article text that ``start`` and ``end`` count in."""
    made_on: str = ""
    """``text_hash`` of the text it was made on, which is kept as long as the highlight is."""
    colour: str = COLOURS[0]
    """One of ``COLOURS``."""
    note: str = ""
    """The user's note, Markdown."""
    tags: tuple[str, ...] = ()
    """The user's tags, sorted."""
    speaker: str = ""
    """Who said it, where the passage is a quote; looked up from the quote as long as there is one,
    see ``domain.highlight_speakers``."""
    role: str = ""
    """What the article calls that speaker."""
    created: datetime | None = None
    """When it was made, UTC."""
    updated: datetime | None = None
    """When it was last changed, UTC."""
    state: AnchorState = AnchorState.OK
    """How it was found in the present text."""
    confidence: float = 0.0
    """How likely that speaker is right, 0 to 1; 0 without a speaker."""
    inferred: bool = False
    """Whether that speaker comes from other sentences than the quote's own."""
    verification: Verification = Verification.UNCHECKED
    """Whether the user has checked it."""
    checked_against: str = ""
    """The address against which it was checked, where one was given."""
    checked_on: str = ""
    """The day on which it was, ``2026-12-31``; empty where it was not."""
    quoting: bool = False
    """Whether that speaker says only a part of the passage: the quotation that is in it."""

    @property
    def attribution(self) -> str:
        """The speaker as it is shown: ``Jane Roe``, ``probably Jane Roe`` or ``unknown``.

        ``quotes Jane Roe`` where only a part of the passage is said by that speaker.
        """
        who = attribution(self.speaker, self.confidence)
        return f"quotes {who}" if self.quoting else who

    @property
    def certainty(self) -> Certainty:
        """How sure the speaker is."""
        return certainty(self.speaker, self.confidence)

    @property
    def is_quote(self) -> bool:
        """Whether the highlight is a quote with a speaker."""
        return bool(self.speaker) and not self.quoting

    @property
    def is_lost(self) -> bool:
        """Whether its very words are not in the present text, but at best words like them."""
        return self.state in (AnchorState.CHANGED, AnchorState.ORPHAN)

    def lost_record(self, text: str) -> dict[str, object]:
        """Return what programs are told of it where its words are not in the ``text`` any more."""
        return {
            "id": self.id,
            "state": str(self.state),
            "text": self.text,
            "now": None if self.state is AnchorState.ORPHAN else text[self.start : self.end],
            "note": self.note,
        }

    @property
    def block_id(self) -> str:
        """The stable id of its block in an export (letters, digits, dashes: Obsidian's rule)."""
        return f"nr-{self.id.replace('-', '')[-12:]}"


def is_named(one: Highlight, name: str) -> bool:
    """Return whether ``name`` is the id of a highlight, its block id, or the end of either."""
    wanted = name.strip().lower().removeprefix("nr-").replace("-", "")
    return len(wanted) >= SHORTEST_NAME and one.id.replace("-", "").endswith(wanted)


def changed_in_words(number: int) -> str:
    """Return what is told of highlights that have lost their very words, without a full stop."""
    was = "was" if number == 1 else "were"
    return f"{counted(number, 'passage')} that you marked {was} changed"


def in_quotation_marks(words: str) -> str:
    """Return the words of a highlight in quotation marks, once where they begin with one."""
    return words if words[:1] in tuple('“„«»‘‚‹"') else f"“{words}”"


def checked_in_words(one: Highlight) -> str:
    """Return what is told of a highlight that was checked or disputed; nothing of another."""
    if one.verification is Verification.UNCHECKED:
        return ""
    against = f" against {shown_url(one.checked_against)}" if one.checked_against else ""
    return f"{one.verification}{against} on {one.checked_on}"


@dataclass(frozen=True, slots=True)
class HighlightsChange:
    """What a call of the library did to the highlights of one article."""

    article_id: int
    """The article."""
    text_hash: str
    """``text_hash`` of the text that the ranges of all of them count in."""
    removed: tuple[Highlight, ...] = ()
    """Highlights as they were before; a changed one is also in ``added``."""
    added: tuple[Highlight, ...] = ()
    """Highlights as they are stored now; equal to ``removed`` when nothing had to be done."""

    @property
    def highlight(self) -> Highlight:
        """The highlight that was made or changed; raises ``IndexError`` for a removal."""
        return self.added[0]

    def reversed(self) -> "HighlightsChange":
        """Return the change that takes this one back."""
        return replace(self, removed=self.added, added=self.removed)


def changes_between(
    before: Iterable[Highlight], after: Iterable[Highlight]
) -> list[HighlightsChange]:
    """Return what leads from some highlights to others, a change for each article."""
    old, new = set(before), set(after)
    found: dict[int, tuple[list[Highlight], list[Highlight]]] = {}
    for which, ones in enumerate((old - new, new - old)):
        for one in sorted(ones, key=lambda one: one.id):
            found.setdefault(one.article_id, ([], []))[which].append(one)
    return [
        HighlightsChange(article_id, "", tuple(removed), tuple(added))
        for article_id, (removed, added) in sorted(found.items())
    ]


def joined_changes(changes: Sequence[HighlightsChange]) -> list[HighlightsChange]:
    """Return what several changes, one after the other, came to."""
    before: dict[str, Highlight | None] = {}
    after: dict[str, Highlight | None] = {}
    for change in changes:
        removed = {one.id: one for one in change.removed}
        added = {one.id: one for one in change.added}
        for id_ in (*removed, *added):
            before.setdefault(id_, removed.get(id_))
            after[id_] = added.get(id_)
    return changes_between(filter(None, before.values()), filter(None, after.values()))
