"""Brings the text of an exported file up to date: its properties and its managed block."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsreader.export.front_matter import Value, is_foreign, update
from newsreader.export.managed_block import ManagedBlock, block_ids, find_blocks, wrap_block

KEPT_BELOW = "<!-- below: the block as you had edited it -->"
"""The line above an edited block that was replaced on request."""
_REFRESH = "“newsreader export --force” refreshes it and keeps yours below."


@dataclass(frozen=True, slots=True)
class Managed:
    """What newsreader manages in one file."""

    name: str
    """The value of ``ID_KEY``: a key shared by copies, a dash, a number."""
    fields: Mapping[str, Value]
    """Its keys of the header, ``ID_KEY`` included; none where the header is the user's alone."""
    content: str
    """The content of its block, Markdown."""
    render: Callable[[], str]
    """Returns the text of a new file."""
    beside_edited: Callable[[str], str] | None = None
    """Returns the content of a block beside one that the user edited, given the user's text;
    without it such a file is left alone as a whole."""


def update_text(present: str, managed: Managed, *, force: bool = False) -> tuple[str, str]:
    """Return the text ``present`` brought up to date, and a sentence where something was kept.

    The first unedited block gets the new content, further ones are removed. Beside an edited
    block stands only what ``beside_edited`` returns; ``force`` puts a new block in the place of
    the edited ones, which stay below it as text of the user.
    """
    text = update(present, managed.fields) if managed.fields else present
    if force:
        text = _released(text)
    text, message = _with_block(present, text, managed)
    if not message and managed.fields and is_foreign(text):
        message = "Its properties are not understood, so they were left alone."
    return text, message


def _with_block(present: str, text: str, managed: Managed) -> tuple[str, str]:
    """Return ``text``, whose header is up to date, with its block, and a sentence as above."""
    blocks = find_blocks(text)
    ours = [block for block in blocks if not block.edited]
    edited = len(ours) < len(blocks)
    content = managed.content
    if edited and managed.beside_edited is None:
        return present, f"Its block was edited by hand, so it was left alone; {_REFRESH}"
    if edited and managed.beside_edited is not None:
        content = managed.beside_edited(_without(text, ours))
    newline = "\r\n" if "\r\n" in text else "\n"
    block = wrap_block(content).replace("\n", newline) if content else ""
    unmarked = not blocks and bool(block_ids(text))
    if ours:
        text = _without(text, ours[1:])
        text = text[: ours[0].start] + block + text[ours[0].end :]
    elif block:
        gap = newline if not text or text.endswith("\n") else newline * 2
        text = f"{text}{gap}{block}"
    if unmarked:
        return text, "The markers of its block were gone, so a new block was added at the end."
    if not edited:
        return text, ""
    where = " and what is new stands in a block of its own" if block else ""
    return text, f"Its block was edited by hand, so it was left alone{where}; {_REFRESH}"


def _released(text: str) -> str:
    """Return ``text`` with an empty block for the first edited one, what was in those below it."""
    edited = [block for block in find_blocks(text) if block.edited]
    for block in reversed(edited):
        newline = "\r\n" if "\r\n" in text else "\n"
        lines = text[block.start : block.end].splitlines(keepends=True)[1:-1]
        kept = f"{KEPT_BELOW}{newline}{''.join(lines)}"
        if block is edited[0]:
            kept = f"{wrap_block('').replace(chr(10), newline)}{newline}{kept}"
        text = text[: block.start] + kept + text[block.end :]
    return text


def _without(text: str, blocks: list[ManagedBlock]) -> str:
    for block in reversed(blocks):
        text = text[: block.start] + text[block.end :]
    return text
