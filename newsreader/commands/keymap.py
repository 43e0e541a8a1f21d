"""Joins commands and the keys of the settings: what each key does where, and which clash."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsreader.commands.key_presets import preset_keys
from newsreader.commands.key_sequences import KeyMeanings
from newsreader.commands.keys import canonical, printed, sign_of
from newsreader.commands.registry import Command
from newsreader.commands.scopes import TYPING
from newsreader.domain.options.key_names import DEFAULT_PRESET


class Keymap:
    """The keys of all commands: those of the settings where set, else the default ones."""

    def __init__(
        self,
        commands: Iterable[Command],
        settings: Mapping[str, str],
        preset: str = DEFAULT_PRESET,
        macros: Iterable[Command] = (),
    ) -> None:
        """Take ``settings``: keys by command id, joined by commas; unknown ids are passed over.

        They come before those of the ``preset``. ``macros`` are commands of the user's, which
        nothing binds to their keys but this.
        """
        self.macros = {one.id: one for one in macros}
        self.commands = {one.id: one for one in commands} | self.macros
        self._own = [id_ for id_ in settings if id_ in self.commands]
        self.changed = {
            id_: tuple(canonical(key) for key in keys.split(","))
            for id_, keys in {**preset_keys(preset), **settings}.items()
            if id_ in self.commands
        }

    def become(self, other: "Keymap") -> None:
        """Take over all keys of another one, for everybody who holds this."""
        self.macros, self.commands = other.macros, other.commands
        self.changed, self._own = other.changed, other._own

    def keys(self, id_: str) -> tuple[str, ...]:
        """Return the keys of a command, as Textual names them."""
        return self.changed.get(id_, self.commands[id_].keys)

    def bound(self, id_: str) -> str:
        """Return the single keys of a command with commas between them, to bind it to.

        One without any is bound to a key that there is not.
        """
        return ",".join(key for key in self.keys(id_) if " " not in key) or f"unbound_{id_}"

    def meanings(self, ids: Collection[str], here: str = "") -> KeyMeanings:
        """Return what keys mean where some commands can be given.

        ``here`` is the pane in which the user is; without one digits do not count.
        """
        sequences: dict[tuple[str, ...], str] = {}
        single: dict[str, str] = {}
        for one in self.commands.values():
            if one.id not in ids and one.id not in self.macros:
                continue
            for key in self.keys(one.id):
                if " " in key or one.id in self.macros:
                    keys = tuple(key.split())
                    if keys not in sequences or here in one.where:
                        sequences[keys] = one.id
                elif not here or here in one.where:
                    single[key] = one.id
        return KeyMeanings(sequences, single, counts=bool(here))

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
        for mine in (self.commands[id_] for id_ in (*self._own, *self.macros)):
            for other in self.commands.values():
                pair = frozenset((mine.id, other.id))
                if other is mine or not mine.where & other.where or pair in told:
                    continue
                if sentence := self._clash(mine.id, other.id):
                    told.add(pair)
                    yield f"{_named(mine.id)}: {sentence}"
            if mine.where & TYPING:
                for key in self.keys(mine.id):
                    first = key.partition(" ")[0]
                    if first == "space" or sign_of(first):
                        sign = sign_of(first) or first
                        yield f"{_named(mine.id)}: “{sign}” could not be written there any more."

    def _clash(self, mine: str, other: str) -> str:
        """Return how keys of two commands clash, as one sentence; empty where they do not."""
        for key in self.keys(mine):
            for theirs in self.keys(other):
                if key == theirs:
                    return f"“{_written(key)}” is also the key of {other}."
                if key.startswith(f"{theirs} "):
                    return f"“{_written(key)}” begins with “{_written(theirs)}”, a key of {other}."
                if theirs.startswith(f"{key} "):
                    return f"“{_written(theirs)}” of {other} begins with “{_written(key)}”."
        return ""


def _named(id_: str) -> str:
    """Return how a command is called in ``config.toml``."""
    return id_ if id_.startswith("macro ") else f"keys.{id_}"


def _written(keys: str) -> str:
    return " ".join(sign_of(key) or key for key in keys.split(" "))
