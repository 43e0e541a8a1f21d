"""Guards the user's own Markdown, so that it can neither end the managed block nor hide it.

A note is not escaped: what is markup in it stays so. Only what is opened and not closed in it
would go on over all that follows: an open fence is closed, other such signs are shown as they are
written.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsreader.domain.clean import clean_text

_MARKER_LINE = re.compile(r"^(\s*)<(?=!-- newsreader:(?:begin|end)\b)", re.MULTILINE)
_HTML = re.compile(
    r"^ {0,3}<(?:(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z])|(script|pre|style|textarea)(?=[\s>]|$))",
    re.IGNORECASE,
)
_HTML_ENDS = ("-->", "?>", "]]>", ">")
"""What ends the HTML that goes on over blank lines, in the order of the groups (§4.6)."""
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ELEMENT = re.compile(r"^ *(?:(?:[-+*>]|[0-9]{1,9}[.)]) *)*</?[A-Za-z!?]")
"""A line that may begin HTML in which no fence begins before a blank line (§4.6)."""
_HTML_RUN = re.compile(rf"{_ELEMENT.pattern}(?:.*\S.*(?:\n|\Z))*", re.MULTILINE)
_LIST_ITEM = re.compile(r"^ *(?:[-+*]|[0-9]{1,9}[.)])(?: |$)")
_FENCE_SIGNS = ("`", "~")
_NO_MARKUP = re.compile(
    r"(?P<markdown>\\[!-/:-@\[-`{-~]"  # escaped
    r"|(?<!`)(?P<tick>`+)(?!`)[^\n]*?(?<!`)(?P=tick)(?!`))"  # code
    r"|<!--(?:-?>|[^\n]*?-->)|^<!--.*?-->|<\?[^<>]*\?>|<!\[CDATA\[[^<>]*\]\]>"
    r"|<[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>",  # addresses
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>")
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without content (HTML Living Standard §13.1.2)."""
_OPTIONAL = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup".split()
)
"""Elements that end with the one that they are in (§13.1.2.4)."""
_UNREADABLE = frozenset(
    "script style textarea title iframe noembed noframes noscript plaintext xmp template".split()
)
"""Elements in which Markdown is read otherwise than by a browser (§13.1.2.2)."""
_PAIRS = ("%%", "$$")
"""What opens and closes a comment or a formula in Obsidian."""
_BETWEEN = "\0"
"""The sign for a fence in what stands around it."""


def guard_note(note: str) -> str:
    """Return a note that hides nothing of what follows it.

    A line that looks like a marker of a block is escaped; an open fence is closed; a tag or
    another ``<`` without its partner, and an open ``%%`` or ``$$``, is shown as it is written, and
    so are elements like ``<script>``.
    """
    note = _MARKER_LINE.sub(r"\1\\<", clean_text(note)).strip("\n").rstrip()
    while True:
        lines = [*_set_apart(note.split("\n"))]
        closing, fenced, _ = _fences(lines)
        mended = "\n".join(_shown(lines, fenced))
        if mended == note:
            return f"{note}\n{closing}" if closing else note
        note = mended  # what is shown no more hides a fence


def _shown(lines: list[str], fenced: list[bool]) -> Iterator[str]:
    """Yield the lines of fences as they are, and what is around them with open signs shown."""
    edges = [0, *(at for at in range(1, len(lines)) if fenced[at] != fenced[at - 1]), len(lines)]
    parts = [("\n".join(lines[start:end]), fenced[start]) for start, end in pairwise(edges)]
    # As one text, since a tag may be closed behind a fence.
    prose = f"\n{_BETWEEN}\n".join(text for text, is_fence in parts if not is_fence)
    mended = iter(_mended(prose).split(f"\n{_BETWEEN}\n"))
    for text, is_fence in parts:
        yield text if is_fence else next(mended)


def _mended(text: str) -> str:
    """Return Markdown without fences whose open tags, comments and formulas are shown."""
    plain = _plain(text)
    edits = dict.fromkeys(_lone_tags(plain), "&lt;")
    for pair in _PAIRS:
        places = [found.start() for found in re.finditer(re.escape(pair), plain)]
        if len(places) % 2:
            edits[places[-1]], edits[places[-1] + 1] = f"\\{pair[0]}", f"\\{pair[1]}"
    return "".join(edits.get(at, char) for at, char in enumerate(text))


def _plain(text: str) -> str:
    """Return ``text`` with blanks for what is no tag in it; equally long.

    Where a line may begin HTML there is no Markdown up to the next blank line.
    """
    raw = [found.span() for found in _HTML_RUN.finditer(text)]
    pieces, at, start = [], 0, 0
    while found := _NO_MARKUP.search(text, start):
        first, last = found.span()
        if found["markdown"] and any(low < last and first < high for low, high in raw):
            start = first + 1
            continue
        pieces += [text[at:first], " " * (last - first)]
        at = start = last
    return "".join([*pieces, text[at:]])


def _lone_tags(text: str) -> Iterator[int]:
    """Yield where a ``<`` opens something in ``text`` that nothing closes, or the reverse."""
    opened: list[tuple[str, int]] = []
    tags = {found.start(): found for found in _TAG.finditer(text)}
    for sign in re.finditer(r"<(?=[/!?A-Za-z])", text):
        found = tags.get(sign.start())
        name = found[2].lower() if found else ""
        if found is None or name in _UNREADABLE:
            yield sign.start()
            continue
        if name in _EMPTY and not found[1]:
            continue
        if not found[1]:
            opened.append((name, sign.start()))
            continue
        partner = next(
            (at for at in reversed(range(len(opened))) if opened[at][0] == name), len(opened)
        )
        if partner == len(opened):
            yield sign.start()
        yield from (at for other, at in opened[partner + 1 :] if other not in _OPTIONAL)
        del opened[partner:]
    yield from (at for name, at in opened if name != "p")  # which any block ends


def _set_apart(lines: list[str]) -> Iterator[str]:
    """Yield lines and what lies between them, so that there is one opinion on what a fence is.

    That is a blank line below HTML that would go on, and the end of a fence that may be in a list.
    """
    _, fenced, ended = _fences(lines)
    in_element = False
    for at, line in enumerate(lines):
        if in_element and fenced[at]:
            yield ""
        if at in ended:
            yield ended[at]
        in_element = not fenced[at] and bool(line.strip() and (in_element or _ELEMENT.match(line)))
        yield line


def _fences(lines: list[str]) -> tuple[str, list[bool], dict[int, str]]:
    """Return what closes the fence that is open at the end, and which lines are of fences.

    None begins in HTML that goes on over blank lines (CommonMark §4.5–6). Last come the lines at
    which a fence ends if it is in a list, by number, and what closes it before them otherwise.
    """
    closing, indent, in_list = "", 0, False
    fenced: list[bool] = []
    ended: dict[int, str] = {}
    for line in lines:
        depth = len(line) - len(line.lstrip(" "))
        if in_list and closing[:1] in _FENCE_SIGNS and line.strip() and depth < indent:
            ended[len(fenced)] = " " * indent + closing
            closing = ""
        in_list = in_list or (not closing and bool(_LIST_ITEM.match(line)))
        fenced.append(closing[:1] in _FENCE_SIGNS)
        if closing.endswith(">"):
            closing = "" if closing in line.lower() else closing
        elif closing:
            signs = line.strip()
            if depth <= indent + 3 and set(signs) == {closing[0]} and len(signs) >= len(closing):
                closing = ""
        elif fence := _FENCE.match(line):
            closing, indent, fenced[-1] = fence[1], depth, True
        elif html := _HTML.match(line):
            number = html.lastindex or 5
            end = f"</{html[5].lower()}>" if number == 5 else _HTML_ENDS[number - 1]
            closing = "" if end in line.lower() else end
    return (
        f"{' ' * indent}{closing}" if closing and not closing.endswith(">") else "",
        fenced,
        ended,
    )
