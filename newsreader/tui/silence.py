"""Finds the words for a key that did nothing, so that no key goes unanswered."""

from newsreader.commands.registry import Command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.domain.counts import enumerated

_NAMES = {
    LIST: "the list",
    ARTICLE: "the article",
    QUOTES: "the sidebar",
    SOURCES: "the sources",
}
_MOVING = "Moving"
_WITH_SELECTION = frozenset(
    {
        *("down", "up", "full_down", "full_up", "half_down", "half_up", "top", "bottom"),
        *("sentence_next", "sentence_previous", "paragraph_next", "paragraph_previous"),
        *("mark_next", "mark_previous", "word_next", "line_start", "line_end", "jump"),
        *("bookmark", "browser"),  # which go back by a word, and to the other end
        *("select", "highlight", "note", "copy", "back", "palette", "help", "quit"),
    }
)
"""The commands that do something with a selection of text, or leave it as it is."""
SELECTION_OPEN = (
    "A selection is open: {highlight} highlights it, {note} notes, {copy} copies; {back} ends it."
)
"""What is said to other commands, with the keys of these."""


def takes_selection(id_: str) -> bool:
    """Return whether a command may be given while a selection of text is made by keyboard."""
    return id_ in _WITH_SELECTION


def nothing_done(command: Command, here: str, *, has_article: bool) -> str:
    """Return why a command has changed nothing in the pane ``here``, as one sentence."""
    if command.group == _MOVING:
        return "There is nothing further this way."
    if here not in command.where:
        places = enumerated([name for pane, name in _NAMES.items() if pane in command.where])
        return f"“{command.title}” is for {places}."
    if not has_article and (command.where <= {LIST, ARTICLE, QUOTES} or command.group == "Reading"):
        return f"“{command.title}” needs an article; none is open."
    return f"There is nothing here for “{command.title}”."
