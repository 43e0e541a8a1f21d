"""Lets small values go from process to process by the thousand."""

from operator import attrgetter
from typing import Any


class Portable:
    """A frozen dataclass with slots that is pickled as a call of itself.

    As dataclasses do it, every field is looked up by its name on both sides, which takes two
    or three times as long.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Return the class and its arguments (Python "pickle", ``object.__reduce__``)."""
        own: Any = type(self)
        return own, attrgetter(*own.__slots__)(self)
