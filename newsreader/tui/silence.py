"""Finds the words for a key that did nothing, so that no key goes unanswered."""

from newsreader.commands.registry import Command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES

_NAMES = {
    LIST: "the list",
    ARTICLE: "the article",
    QUOTES: "the quotes",
    SOURCES: "the sources",
}
_MOVING = "Moving"


def nothing_done(command: Command, here: str, *, has_article: bool) -> str:
    """Return why a command has changed nothing in the pane ``here``, as one sentence."""
    if command.group == _MOVING:
        return "There is nothing further this way."
    if here not in command.where:
        places = " and ".join(name for pane, name in _NAMES.items() if pane in command.where)
        return f"“{command.title}” is for {places}."
    if not has_article and (command.where <= {LIST, ARTICLE, QUOTES} or command.group == "Reading"):
        return f"“{command.title}” needs an article; none is open."
    return f"There is nothing here for “{command.title}”."
