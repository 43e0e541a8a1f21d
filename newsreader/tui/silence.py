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
        *("mark_next", "mark_previous", "word_next", "word_previous", "other_end"),
        *("line_start", "line_end", "jump"),
        *("select", "highlight", "note", "copy", "back", "palette", "help", "settings"),
        *("suspend", "quit"),
    }
)
"""The commands that do something with a selection of text, or leave it as it is."""
_KEYS_IN_SELECTION = {"bookmark": "word_previous", "browser": "other_end"}
"""The commands whose keys mean others while a selection of text is made, as ``b`` and ``o`` do."""
NO_COMMAND = "{key} does nothing; {help} shows the keys."
"""What is said to a key without a command."""
SELECTION_OPEN = (
    "A selection is open: {highlight} highlights it, {note} notes, {copy} copies; {back} ends it."
)
"""What is said to other commands, with the keys of these."""


def in_selection(id_: str) -> str:
    """Return the command that the keys of one mean while a selection is made by keyboard."""
    return _KEYS_IN_SELECTION.get(id_, id_)


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
