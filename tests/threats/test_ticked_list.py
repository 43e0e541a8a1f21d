"""The list of threats at the head of each module here names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = [path for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_threat_is_ticked_off(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    functions += [node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    tests = {name for name in functions if name.startswith("test_")}
    threats = re.findall(r"^- (.+?): (.+(?:\n  .+)*)", ast.get_docstring(tree) or "", re.MULTILINE)
    named: set[str] = set()
    for threat, where in threats:
        ticks = re.findall(r"[\w/]*test_\w+", where)
        assert ticks, threat
        for tick in ticks:
            room, _, module = tick.rpartition("/")
            assert not room or (HERE.parent / room / f"{module}.py").exists(), tick
            named |= set() if room else {tick}
    assert named == tests
