"""The six keys that the first minute teaches, one after another, on what is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class KeyLesson:
    """One key to press."""

    command: str
    """The id of its command."""
    words: str
    """What it does and what to do now, with the ids of other commands in braces."""
    also: frozenset[str] = frozenset()
    """The ids of other commands that will do."""


LESSONS: Sequence[KeyLesson] = (
    KeyLesson(
        "down", "goes down the list, {up} up. Go to a story that you like.", frozenset({"up"})
    ),
    KeyLesson("enter", "opens it."),
    KeyLesson(
        "page_or_next",
        "reads on, a page at a time; at the end of a story it opens the next unread one.",
        frozenset({"full_down", "half_down"}),
    ),
    KeyLesson(
        "mark_next", "goes to the next quote, {mark_previous} back. Beside it is who says it."
    ),
    KeyLesson("highlight", "highlights what is in focus, and {undo} takes that back."),
    KeyLesson("help", "shows all keys there are where you are. Type there to find one."),
)
"""The lessons in their order."""
DONE = "Those were the six. {add_feed} adds a feed, {palette} finds whatever you can name."
"""Said after the last one."""


@dataclass(frozen=True, slots=True)
class Tour:
    """How far one is."""

    learned: int = 0
    """How many keys were pressed."""

    @property
    def lesson(self) -> KeyLesson | None:
        """The key to press now; None after the last one."""
        return LESSONS[self.learned] if self.learned < len(LESSONS) else None

    def after(self, command: str) -> "Tour | None":
        """Return the tour after a command; None where it is over by that."""
        if self.lesson is None:
            return None
        taught = command == self.lesson.command or command in self.lesson.also
        return replace(self, learned=self.learned + 1) if taught else self
