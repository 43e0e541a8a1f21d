"""Finds the words for a key that did nothing, so that no key goes unanswered."""

from newsreader.commands.registry import Command
from newsreader.commands.scopes import ARTICLE, LIST, PANES, PLACE_NAMES, QUOTES
from newsreader.domain.counts import enumerated

_MOVING = frozenset({"Moving", "Moving in pages and dialogs"})
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
NOTHING_FURTHER = "There is nothing further this way."
"""What is said at an end."""
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
    if command.group in _MOVING:
        return NOTHING_FURTHER
    if here not in command.where:
        return f"“{command.title}” is for {places_of(command)}."
    if not has_article and (command.where <= {LIST, ARTICLE, QUOTES} or command.group == "Reading"):
        return f"“{command.title}” needs an article; none is open."
    return _nothing_for(command)


def nothing_done_over(command: Command) -> str:
    """Return why a command has changed nothing in a dialog or page, as one sentence."""
    return NOTHING_FURTHER if command.group in _MOVING else _nothing_for(command)


def places_of(command: Command) -> str:
    """Return the panes in which a command does something, in words."""
    panes = [name for scope, name in PLACE_NAMES.items() if scope in PANES & command.where]
    return enumerated(panes)


def _nothing_for(command: Command) -> str:
    return f"There is nothing here for “{command.title}”."
