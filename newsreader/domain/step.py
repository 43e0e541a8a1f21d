"""A step of the undo history: one action of the user, and what became of undoing or redoing it."""

from datetime import datetime

from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import HighlightsChange
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the user that can be undone, or redone."""

    id: int
    """Its number; a later step has a greater one."""
    made: datetime
    """When it was done, UTC."""
    label: str
    """What was done, as a sentence's end: ``bookmarked “Iron Bridge”``."""
    article_id: int | None
    """The article it concerns, where it is one."""
    undone: bool
    """Whether it is undone at present."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a step could be undone or redone."""

    done: int = 0
    """How many rows are now as they were to become."""
    kept: int = 0
    """How many were changed otherwise since, or are gone, and stay as they are."""
    staying: int = 0
    """How many marked articles stay of feeds that are not followed any more."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.done + other.done, self.kept + other.kept, self.staying + other.staying)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that was just undone or redone."""

    step: Step
    """The step as it is now: undone, or not."""
    tally: Tally
    """How much of it."""
    highlights: HighlightsChange | None = None
    """What that did to the highlights of its article, where it is about them."""

    @property
    def label(self) -> str:
        """What was done, as a sentence's end."""
        return self.step.label

    @property
    def article_id(self) -> int | None:
        """The article it concerns, where it is one."""
        return self.step.article_id

    @property
    def sentence(self) -> str:
        """What the user is told."""
        what = "Undone" if self.step.undone else "Redone"
        done, kept, staying = self.tally.done, self.tally.kept, self.tally.staying
        if kept and not done:
            return f"Not {what.lower()}, as it was changed otherwise since: {self.label}."
        more = ""
        if kept:
            of, they = counted(done + kept, "change"), counted(kept, "was", "were")
            more = f"; of {of} {they} overtaken by others and left"
        if staying:
            more += f"; {counted(staying, 'marked article stays', 'marked articles stay')}"
        return f"{what}: {self.label}{more}."
