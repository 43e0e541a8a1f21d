"""Joins the keys that are pressed to sequences and counts, before each means something alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from newsreader.commands.keys import canonical

MOST = 9999
"""The greatest count."""
CANCEL = "escape"
"""The key that gives up what was begun."""
COUNTING = "alt+"
"""Before a digit: a key that counts wherever the digit alone is a command, as in readline and
Emacs (``digit-argument``)."""
OPTION_SIGNS = {canonical(sign): str(digit) for digit, sign in enumerate("º¡™£¢∞§¶•ª")}
"""What Textual calls these keys: Alt with a digit is for it what Option writes with it on a Mac."""


class KeyEffect(Enum):
    """What becomes of a key."""

    PASS = auto()
    """It means what it means alone."""
    WAIT = auto()
    """It begins or goes on with a sequence or a count."""
    RUN = auto()
    """It ends one, which is a command."""
    NOTHING = auto()
    """It ends one that means nothing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a key."""

    step: KeyEffect
    """What."""
    command: str = ""
    """The id of the command to run."""
    count: int = 0
    """How many times; 0 where no count was typed."""
    keys: tuple[str, ...] = ()
    """The keys that were pressed so far, or that mean nothing."""


@dataclass(frozen=True, slots=True)
class KeyMeanings:
    """What keys mean where the user is."""

    sequences: Mapping[tuple[str, ...], str]
    """The commands by the keys to be pressed for them one after another: those of several keys,
    and those of one that nothing else knows of."""
    single: Mapping[str, str]
    """The commands by their single keys."""
    counts: bool
    """Whether digits may count."""


class KeySequences:
    """Keeps what was begun."""

    def __init__(self) -> None:
        self._keys: tuple[str, ...] = ()
        self._digits = ""

    @property
    def begun(self) -> bool:
        """Whether a sequence or a count was begun."""
        return bool(self._keys or self._digits)

    def take(self, key: str, meanings: KeyMeanings) -> Taken:
        """Take the next key.

        A digit that is the key of a command where the user is, is that command; any other one
        but 0 begins a count, and so does each with Alt. Within a count every digit counts.
        """
        if self.begun and key == CANCEL:
            keys, _ = (*self._digits, *self._keys), self._forget()
            return Taken(KeyEffect.NOTHING, keys=keys)
        if not self._keys and meanings.counts and self._counts(key, meanings):
            self._digits = (self._digits + _digit(key))[: len(str(MOST))]
            return Taken(KeyEffect.WAIT, keys=(*self._digits,))
        keys = (*self._keys, key)
        if command := meanings.sequences.get(keys):
            return Taken(KeyEffect.RUN, command, self._forget(), keys)
        if any(one[: len(keys)] == keys for one in meanings.sequences):
            self._keys = keys
            return Taken(KeyEffect.WAIT, keys=(*self._digits, *keys))
        if self._keys:
            self._forget()
            return Taken(KeyEffect.NOTHING, keys=keys)
        if not self._digits:
            return Taken(KeyEffect.PASS)
        count = self._forget()
        if command := meanings.single.get(key):
            return Taken(KeyEffect.RUN, command, count, keys)
        return Taken(KeyEffect.NOTHING, count=count, keys=keys)

    def give_up(self) -> None:
        """Forget what was begun."""
        self._forget()

    def _counts(self, key: str, meanings: KeyMeanings) -> bool:
        digit = _digit(key)
        begins = digit not in ("", "0") and key not in meanings.single
        return bool(digit) if self._digits else begins

    def _forget(self) -> int:
        count, self._keys, self._digits = int(self._digits or 0), (), ""
        return count


def _digit(key: str) -> str:
    """Return the digit that a key types, alone or with Alt; empty for another key."""
    digit = OPTION_SIGNS.get(key, key.removeprefix(COUNTING))
    return digit if len(digit) == 1 and digit.isascii() and digit.isdigit() else ""
