"""Escapes text from outside for Markdown, so that it is rendered as it is written.

Escaped is what CommonMark 0.31, GitHub and Obsidian take for markup (CommonMark §2.4: a
backslash before any ASCII punctuation is that character), so that a price, an elision in
brackets or a line beginning with a dash stays words.
"""

import re
from collections.abc import Sequence

from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.quoting.struck import STRUCK_SIGN, Range, mark_struck

BEGIN_MARKER = "<!-- newsreader:begin"
"""The beginning of the line that opens a managed block."""
END_MARKER = "<!-- newsreader:end"
"""The beginning of the line that closes it."""

_INLINE = re.compile(
    r"[\\`*_\[\]<#|~$^]"
    r"|=(?==)|(?<==)="  # ==highlight==
    r"|%(?=%)|(?<=%)%"  # %%comment%%
    r"|&(?=#?\w+;)"  # entities
    # What viewers make links of by themselves (GFM §6.9, linkify-it): addresses of pages, and
    # words that look like the name of a host.
    r"|(?<=/)/"
    r"|(?<=[wW]{3})\.|(?<=[\w)\]])\.(?=[^\W\d_]{2}|xn--)"
)
NOTHING = "<!---->"
"""An empty comment, which is rendered as nothing. cmark-gfm seeks addresses of people (GFM §6.9)
where backslashes and entities are characters already, so that only another element parts them."""
_AT = re.compile(r"(?<=[\w.:+-])@(?=\S)")
_SIGNS = ("\ufdd0", "\ufdd1")
"""What stands around struck words until all is escaped: no characters (Unicode §23.7)."""
_SIGN = re.compile("|".join(_SIGNS))
_NO_SIGNS = dict.fromkeys(map(ord, _SIGNS), "\ufffd")
_LINE_START = re.compile(r"^(?:([-+>=])|([0-9]{1,9})([.)]))")


def escape_line(text: str) -> str:
    """Return ``text`` as one line of Markdown that is rendered as the same words."""
    return _escape(clean_line(text))


def quote_passage(text: str, struck: Sequence[Range] = (), start: int = 0) -> str:
    """Return ``text`` as a Markdown quotation: ``> `` lines, a lone ``>`` between paragraphs.

    White space at the ends of lines goes, since CommonMark does not render it (§4.8). What is
    ``struck``, counted as in ``mark_struck``, is so there.
    """
    lines: list[str] = []
    for paragraph in paragraphs(_with_signs(text, struck, start)):
        if lines:
            lines.append(">")
        lines += [f"> {_escape(line)}" for line in paragraph]
    return _struck("\n".join(lines))


def flow(text: str, struck: Sequence[Range] = (), start: int = 0) -> str:
    """Return ``text`` as Markdown that flows: paragraphs set apart within one list item."""
    found = paragraphs(_with_signs(text, struck, start))
    return _struck("\n\n  ".join(" ".join(escape_line(line) for line in lines) for lines in found))


def paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs of ``text``, each as its lines, without empty ones."""
    found = []
    for part in re.split(r"\n[^\S\n]*\n", clean_text(text)):
        lines = [line.strip() for line in part.split("\n")]
        if kept := [line for line in lines if line]:
            found.append(kept)
    return found


def link_target(url: str) -> str:
    """Return ``url`` as the destination of a Markdown link, or an empty string.

    Names and passwords in the address are left out.
    """
    address = re.sub(r"&(?=#?\w+;)", "&amp;", shown_url(url))
    return f"<{address}>" if re.search(r"[()]", address) else address


def slug(text: str) -> str:
    """Return ``text`` as one part of an Obsidian tag: letters, digits and single dashes."""
    return re.sub(r"[\W_]+", "-", clean_line(text).lower()).strip("-")


def tag(text: str) -> str:
    """Return ``text`` as an Obsidian tag without its ``#``: no spaces, never only digits."""
    parts = [slug(part) for part in text.split("/")]
    name = "/".join(part for part in parts if part)
    return f"_{name}" if name and not re.search(r"[^\W\d_]", name) else name


def _with_signs(text: str, struck: Sequence[Range], start: int) -> str:
    """Return ``text`` with signs around what is struck that no escape can touch."""
    if not struck:
        return text
    return mark_struck(text.translate(_NO_SIGNS), struck, start, _SIGNS)


def _struck(line: str) -> str:
    """Return Markdown with the strike of GFM (§6.5) in the place of those signs."""
    return _SIGN.sub(STRUCK_SIGN, line)


def _escape(line: str) -> str:
    escaped = _AT.sub("@" + NOTHING, _INLINE.sub(lambda found: "\\" + found[0], line))
    return _LINE_START.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped
    )
