"""Frozen dataclasses made by the project are those of the standard library."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader import frozen

Decorator = Callable[..., Callable[[type], Any]]
BOTH: tuple[Decorator, Decorator] = (frozen.dataclass, dataclasses.dataclass)


def classes(make: Decorator, slots: bool) -> tuple[Any, Any, Any, Any]:
    """Return the same four classes made by one decorator."""

    @make(frozen=True, slots=slots)
    class Point:
        KIND: ClassVar[str] = "point"
        x: int
        y: int = 2
        names: list[str] = field(default_factory=list)
        note: str = field(default="", compare=False, repr=False)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("x")

        @property
        def sum(self) -> int:
            return self.x + self.y

    @make(frozen=True, slots=slots)
    class Empty:
        pass

    @make(frozen=True, slots=slots)
    class One:
        value: float

        def __str__(self) -> str:
            return "one"

    @make(frozen=True, eq=False)
    class ByIdentity:
        x: int

    return Point, Empty, One, ByIdentity


@pytest.mark.parametrize("slots", [True, False])
@given(st.integers(-2, 3), st.integers(0, 3), st.lists(st.text("ab", max_size=2), max_size=2))
def test_they_are_made_compared_and_shown_alike(
    slots: bool, x: int, y: int, names: list[str]
) -> None:
    told: list[list[object]] = []
    for make in BOTH:
        Point, Empty, One, ByIdentity = classes(make, slots)
        if x < 0:
            with pytest.raises(ValueError, match="x"):
                Point(x)
            continue
        point = Point(x, y, names=names, note="n")
        told.append(
            [
                repr(point).rpartition("<locals>.")[2],
                point == Point(x, y, names), point == Point(x, 2), point == (x, y, names),
                point.sum, asdict(point), asdict(replace(point, y=9)),
                [one.name for one in fields(point)], Point.__match_args__, Point.KIND,
                Point(1) == Point(1) and Point(1).names is not Point(1).names,
                Empty() == Empty(), hash(Empty()) == hash(Empty()), Empty() == One(1),
                str(One(1.5)), One(x) == One(y), hash(One(x)) == hash(One(x)),
                ByIdentity(1) == ByIdentity(1), len({ByIdentity(1), ByIdentity(1)}),
                asdict(copy.copy(point)), asdict(copy.deepcopy(point)),
                hasattr(point, "__dict__"),
            ]
        )  # fmt: skip
        wrongs: tuple[list[object], ...] = ([], [1, 2, [], "", 5])
        for wrong in wrongs:
            with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
                Point(*wrong)
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
            point.x = 1
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
            del point.x
        with pytest.raises(TypeError, match="unhashable type: 'list'"):
            hash(point)
    assert not told or told[0] == told[1]


@frozen.dataclass(frozen=True, slots=True)
class Pickled:
    """A class that can be found by its name."""

    x: int
    y: str = "y"


def test_they_can_be_pickled_and_matched() -> None:
    assert pickle.loads(pickle.dumps(Pickled(1))) == Pickled(1)
    match Pickled(3, "z"):
        case Pickled(x, "z"):
            assert x == 3
        case _:
            pytest.fail("no match")


def test_other_kinds_are_refused() -> None:
    decorator: Any = frozen.dataclass
    with pytest.raises(TypeError, match="frozen"):
        decorator(frozen=False)

    class ByName:
        x: int = field(kw_only=True)

    with pytest.raises(TypeError, match="ByName"):
        decorator(frozen=True)(ByName)


@pytest.mark.parametrize("below", BOTH)
def test_a_class_below_may_be_made_by_either_decorator(below: Decorator) -> None:
    point = classes(frozen.dataclass, slots=True)[0]
    named = below(frozen=True)(type("Named", (point,), {"__annotations__": {"z": int}, "z": 3}))
    assert (named(1).x, named(1).z, named(1) == named(1)) == (1, 3, True)
    with pytest.raises(FrozenInstanceError):
        named(1).z = 4
