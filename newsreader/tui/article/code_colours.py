"""Colours the listings of an article whose language is known, by Pygments."""

from collections.abc import Iterator
from functools import lru_cache

from rich.style import Style

from newsreader.domain.document import BlockKind, Document
from newsreader.tui.article.layers import Overlay
from newsreader.tui.look.theme import CodeRole, Palette

LONGEST, LONGEST_LINE = 8_000, 1_000
"""Code points of all listings of an article that are coloured, and of a line of one."""
LANGUAGES = frozenset(
    "awk bash bat c c# c++ clojure cmake cpp cs csharp css cython d dart diff docker dockerfile "
    "elisp elixir elm erlang f# fish fortran fsharp go golang graphql groovy haskell hcl html http "
    "ini java javascript js json jsx julia kotlin latex less lisp lua make makefile markdown "
    "matlab md nginx nim nix objc objective-c ocaml pascal perl php pl powershell ps1 "
    "proto protobuf py python r rb rs ruby rust scala scheme scss sh shell sql swift tcl "
    "terraform tex toml ts tsx typescript verilog vhdl vim vue xml yaml zig zsh".split()
)
"""The languages that are coloured, by the names that pages give them."""
_ROLES: tuple[tuple[str, CodeRole], ...] = (
    ("Token.Comment", "comment"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Keyword", "keyword"),
    ("Token.Name.Function", "name"),
    ("Token.Name.Class", "name"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name.Attribute", "name"),
    ("Token.Name.Decorator", "name"),
    ("Token.Name.Builtin", "name"),
    ("Token.Generic.Deleted", "number"),
    ("Token.Generic.Inserted", "string"),
)
"""What is coloured alike; all else has the colour of code."""


def code_overlays(document: Document, palette: Palette) -> Iterator[Overlay]:
    """Yield what colours the listings of a document, on the ground that they have."""
    left = LONGEST
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is not BlockKind.CODE or block.marker not in LANGUAGES or len(text) > left:
            continue
        left -= len(text)
        for start, end, role in _parts(text, block.marker):
            colour = palette.on_raised(role)
            yield block.start + start, block.start + end, Style(color=colour)


@lru_cache(maxsize=16)
def _parts(text: str, language: str) -> tuple[tuple[int, int, CodeRole], ...]:
    """Return the ranges of a listing that are coloured, each with what it is."""
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        return ()
    from pygments.lexers import get_lexer_by_name  # only where there is code to colour
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    found = []
    for start, kind, piece in lexer.get_tokens_unprocessed(text):
        name = str(kind)
        role = next((role for prefix, role in _ROLES if name.startswith(prefix)), None)
        if role is not None and piece.strip():
            found.append((start, start + len(piece), role))
    return tuple(found)
