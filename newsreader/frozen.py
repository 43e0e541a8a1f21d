"""Makes frozen dataclasses as the standard library does, in a quarter of the time.

``dataclasses`` compiles seven methods for each class, half a millisecond in Python 3.11, and the
app has some 250 classes to make before it paints: a quarter of its start. Here ``__init__`` alone
is compiled, and all classes share the other methods. Type checkers see the decorator of the
standard library; ``fields``, ``replace`` and ``asdict`` work, and so do pickles and ``match``.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Return what makes a frozen dataclass; another kind is not made here."""
        if not frozen:
            raise TypeError("Only frozen dataclasses are made here.")
        return lambda cls: _made(cls, slots, eq)


def _made(cls: type, slots: bool, eq: bool) -> type:
    """Return a frozen dataclass, which is another class than ``cls`` where it has slots."""
    own = {name for name, value in vars(cls).items() if value is not None}
    # Frozen, it has methods compiled that are the same for all; below another it must be.
    below = any(dataclasses.is_dataclass(base) for base in cls.__bases__)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, frozen=below)(
        cls
    )
    fields = dataclasses.fields(made)
    if any(one.kw_only or not one.init for one in fields):
        raise TypeError(f"{cls.__qualname__} has fields that are not made here.")
    made.__dataclass_params__.frozen = True  # so that subclasses may be frozen
    made.__init__ = _compiled(made, fields)
    made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
    if slots:
        made.__getstate__, made.__setstate__ = _state, _set_state
    if "__repr__" not in own:
        made.__repr__ = _shown
    if eq:
        made.__compared__ = _getter([one.name for one in fields if one.compare])
        if "__eq__" not in own:
            made.__eq__ = _is_equal
        if "__hash__" not in own:
            made.__hash__ = _hashed
    return made  # type: ignore[no-any-return]


def _compiled(cls: Any, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Return the method ``__init__`` of a class."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters, lines = ["self"], []
    for one in fields:
        name = value = one.name
        if one.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = one.default
            parameters.append(f"{name}=_default_{name}")
        elif one.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = one.default_factory
            parameters.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        else:
            parameters.append(name)
        lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(parameters)}):\n {body}", known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    return made


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what returns these attributes of an object as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return staticmethod(lambda one: tuple(getattr(one, name) for name in names))


def _is_equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__compared__(self) == other.__compared__(other)


def _hashed(self: Any) -> int:
    return hash(self.__compared__(self))


def _shown(self: Any) -> str:
    shown = (one.name for one in dataclasses.fields(self) if one.repr)
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({told})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
