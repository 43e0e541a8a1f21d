"""Numbers of things read alike everywhere."""

import re
from pathlib import Path

import pytest

import newsreader
from newsreader.domain.counts import counted, enumerated, grouped, quoted

BY_HAND = re.compile(r"'s'\}|:,\}|[!=]= 1 else f\"\{[^}]*\} [a-z]")
"""A number or a plural that a module writes itself."""


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 articles"), (1, "1 article"), (999, "999 articles"), (2137, "2,137 articles")],
)
def test_a_number_has_its_noun_and_commas(number: int, said: str) -> None:
    assert counted(number, "article") == said


def test_another_plural_is_named() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1_000_000, "entry", "entries") == "1,000,000 entries"
    assert grouped(12345) == "12,345"


def test_names_are_told_as_a_sentence_has_them() -> None:
    assert [enumerated(["a", "b", "c"][:n]) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert quoted(["x", "y"]) == "“x” and “y”"
    assert quoted(["x"] * 4) == "“x”, “x”, “x” and 1 more"
    assert quoted(["x", "y", "z"], 2137) == "“x”, “y”, “z” and 2,134 more"


def test_no_module_that_speaks_to_the_user_writes_numbers_itself() -> None:
    package = Path(newsreader.__file__).parent
    spoken = [
        path
        for part in ("tui", "cli", "library", "export", "domain", "storage/safety/recovery.py")
        for path in ([package / part] if part.endswith(".py") else (package / part).rglob("*.py"))
        if path.name != "counts.py"
    ]
    found = [
        f"{path.relative_to(package)}:{number}: {line.strip()}"
        for path in spoken
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if BY_HAND.search(line)
    ]
    assert len(spoken) > 100
    assert not found, "\n".join(found)
