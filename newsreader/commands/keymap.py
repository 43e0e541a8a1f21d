"""Joins commands and the keys of the settings: what each key does where, and which clash."""

from collections.abc import Iterable, Iterator, Mapping

from newsreader.commands.keys import canonical, printed, sign_of
from newsreader.commands.registry import Command
from newsreader.commands.scopes import TYPING


class Keymap:
    """The keys of all commands: those of the settings where set, else the default ones."""

    def __init__(self, commands: Iterable[Command], settings: Mapping[str, str]) -> None:
        """Take ``settings``: keys by command id, joined by commas; unknown ids are passed over."""
        self.commands = {one.id: one for one in commands}
        self.changed = {
            id_: tuple(canonical(key) for key in keys.split(","))
            for id_, keys in settings.items()
            if id_ in self.commands
        }

    def keys(self, id_: str) -> tuple[str, ...]:
        """Return the keys of a command, as Textual names them."""
        return self.changed.get(id_, self.commands[id_].keys)

    def printed(self, id_: str) -> str:
        """Return the keys of a command as they are printed; empty where it has none."""
        return printed(self.keys(id_))

    def fill(self, text: str) -> str:
        """Return ``text`` with the first key of a command in place of each ``{id}``."""
        first = {id_: printed(self.keys(id_)[:1]) for id_ in self.commands}
        return text.format_map(first)

    def clashes(self) -> Iterator[str]:
        """Yield a sentence for each key of the settings that means something else already.

        Two commands may share a key as long as no scope has both. Where a field takes letters, a
        key that writes one cannot be written any more.
        """
        told: set[frozenset[str]] = set()
        for mine in (self.commands[id_] for id_ in self.changed):
            for other in self.commands.values():
                pair = frozenset((mine.id, other.id))
                shared = [key for key in self.keys(mine.id) if key in self.keys(other.id)]
                if shared and other is not mine and mine.where & other.where and pair not in told:
                    told.add(pair)
                    key = sign_of(shared[0]) or shared[0]
                    yield f"keys.{mine.id}: “{key}” is also the key of {other.id}."
            if mine.where & TYPING:
                for key in self.keys(mine.id):
                    if key == "space" or sign_of(key):
                        sign = sign_of(key) or key
                        yield f"keys.{mine.id}: “{sign}” could not be written there any more."
