"""Finds passages of one version of a text again in another, from lines of JSON to lines of JSON."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from newsreader.cli.output import say_json
from newsreader.domain.anchoring.anchor import Anchor, carried
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.highlights.highlight import AnchorState


def reanchor_lines() -> None:
    """Answer each line of the standard input by a line; raises ``NewsreaderError``.

    In: ``{"id", "old", "new", "highlights": [{"start", "end"}]}``. Out: ``{"id", "highlights":
    [{"start", "end", "state"}]}`` in the same order; offsets are code points, null for orphans.
    """
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        about, old, new, passages = _asked(number, line)
        places = carried(old, new, passages)
        say_json({"id": about, "highlights": [_answer(place) for place in places]})


def _asked(number: int, line: bytes) -> tuple[Any, str, str, list[tuple[int, int]]]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise NewsreaderError(f"Line {number} is no JSON: {error}.") from None
    if not isinstance(asked, dict):
        raise NewsreaderError(f"Line {number} is no object.")
    for key in ("old", "new"):
        if not isinstance(asked.get(key), str):
            raise NewsreaderError(f"Line {number}: “{key}” is no text.")
    marked = asked.get("highlights")
    if not isinstance(marked, list):
        raise NewsreaderError(f"Line {number}: “highlights” is no list.")
    return asked.get("id"), asked["old"], asked["new"], list(_ranges(number, asked["old"], marked))


def _ranges(number: int, old: str, marked: list[Any]) -> Iterator[tuple[int, int]]:
    for one in marked:
        start, end = (one.get("start"), one.get("end")) if isinstance(one, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(old):
            raise NewsreaderError(
                f"Line {number}: start and end of a highlight must lie within “old”."
            )
        yield start, end


def _answer(place: Anchor) -> dict[str, object]:
    lost = place.state is AnchorState.ORPHAN
    return {
        "start": None if lost else place.start,
        "end": None if lost else place.end,
        "state": str(place.state),
    }
