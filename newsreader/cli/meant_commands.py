"""Finds the commands that are meant by a word that is none: by what people call them."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

import click

MOST = 3
"""So many commands are named at most."""

_DO_THE_SAME: Mapping[str, str] = {
    "add_feed": "add",
    "remove_feed": "remove",
    "remove_source": "remove",
    "rename_feed": "rename",
    "edit_source": "feed",
    "sources": "feeds",
    "go_to_source": "feeds",
    "health": "feeds --broken",
    "new_folder": "folder add",
    "move_source": "move",
    "refresh": "refresh",
    "refresh_all": "refresh",
    "show_all": "list",
    "show_unread": "list is:unread",
    "show_bookmarked": "list is:bookmarked",
    "show_later": "list is:later",
    "sort_list": "list",
    "enter": "show",
    "search": "search",
    "toggle_read": "mark read",
    "all_read": "mark read",
    "bookmark": "mark bookmark",
    "later": "mark later",
    "tags": "mark tag",
    "unmute": "mark unmuted",
    "highlight": "highlights",
    "highlights": "highlights",
    "note": "highlights",
    "highlight_tags": "mark highlight",
    "colour": "mark highlight",
    "verify": "mark highlight",
    "bring_back": "undo",
    "earlier_version": "changes",
    "undo": "undo",
    "redo": "redo",
    "save_view": "view add",
    "watch": "view watch",
    "make_rule": "rules",
    "mute": "rules",
    "rules": "rules",
    "sidebar": "quotes",
    "mark_next": "quotes",
    "speaker": "speakers",
    "people": "speakers",
    "attribute": "quotes",
    "elsewhere": "quotes",
    "export": "export",
    "export_all": "export",
    "copy": "export",
    "copy_as": "export",
    "import_opml": "import",
    "review": "review",
    "full_text": "extract",
    "settings": "config",
    "theme": "config",
    "remove_demo": "demo",
    "welcome": "demo",
    "tour": "demo",
    "help": "help",
}
"""What does on the command line what commands of the app do, by the ids of these."""

_CALLED: Mapping[str, str] = {
    "config check": "check, doctor, validate, lint",
    "config init": "init, install",
    "serve": "web, browse, server, http",
    "backup": "dump",
    "restore": "load, recover",
    "list": "ls, articles, news, headlines, today, inbox",
    "show": "cat, print, view article, article",
    "remove": "rm, del",
    "save": "clip, page, pocket",
    "feeds": "status, stats, statistics",
    "completion": "complete, completions, bash, zsh, fish",
    "quotes": "quote, said, quotations",
    "mcp": "agent, ai, llm",
    "parse": "inspect, debug",
}
"""What people call commands that the app has not, or not so."""


def meant_commands(root: click.Command, word: str, above: Sequence[str] = ()) -> list[str]:
    """Return the commands that may be meant by a word, with the groups that they are in.

    Those of a last name that is the word come first, then those that it is a synonym of, as the
    palette of the app knows them; else one of the same group that is spelt almost so. ``above``
    is the group in which the word was looked for: its own commands come before others.
    """
    asked, names = word.casefold(), list(_names(root))
    begun = " ".join(above)
    found = [name for name in names if name.split()[-1] == asked]
    for name in _by_meaning(asked):
        inside = f"{begun} {name.split()[-1]}"
        found += [inside, name] if inside in names else [name]
    found.sort(key=lambda name: not (begun and name.startswith(f"{begun} ")))
    if not found:
        here = [name for name in names if name.split()[:-1] == [*above]]
        near = get_close_matches(asked, [name.split()[-1] for name in here], n=1)
        found = [name for name in here if name.split()[-1] in near]
    return list(dict.fromkeys(found))[:MOST]


def _names(command: click.Command) -> Iterator[str]:
    """Yield the names of all commands below one."""
    for name, one in command.commands.items() if isinstance(command, click.Group) else ():
        yield name
        yield from (f"{name} {inner}" for inner in _names(one))


def _by_meaning(asked: str) -> Iterator[str]:
    from newsreader.commands.finding import Fit, find_commands
    from newsreader.commands.scopes import PANES
    from newsreader.tui.actions import COMMANDS  # all of the app: only for a word that is unknown

    yield from (name for name, words in _CALLED.items() if asked in words.split(", "))
    offered = [one for one in COMMANDS if one.where & PANES]
    for one in find_commands(asked, offered, lambda id_: True):
        if one.fit <= Fit.WORD and one.command.id in _DO_THE_SAME:
            yield _DO_THE_SAME[one.command.id]
