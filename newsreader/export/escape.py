"""Escapes text from outside for Markdown, so that it is rendered as it is written.

Escaped is what CommonMark 0.31, GitHub and Obsidian take for markup (CommonMark §2.4: a
backslash before any ASCII punctuation is that character), so that a price, an elision in
brackets or a line beginning with a dash stays words.
"""

import re

from newsreader.domain.clean import clean_line, clean_text, shown_url

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
_LINE_START = re.compile(r"^(?:([-+>=])|([0-9]{1,9})([.)]))")
_MARKER_LINE = re.compile(r"^(\s*)<(?=!-- newsreader:(?:begin|end)\b)", re.MULTILINE)
_HTML = re.compile(
    r"^ {0,3}<(?:(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z])|(script|pre|style|textarea)(?=[\s>]|$))",
    re.IGNORECASE,
)
_HTML_ENDS = ("-->", "?>", "]]>", ">")
"""What ends the HTML that goes on over blank lines, in the order of the groups (§4.6)."""
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")


def escape_line(text: str) -> str:
    """Return ``text`` as one line of Markdown that is rendered as the same words."""
    return _escape(clean_line(text))


def quote_passage(text: str) -> str:
    """Return ``text`` as a Markdown quotation: ``> `` lines, a lone ``>`` between paragraphs.

    White space at the ends of lines goes, since CommonMark does not render it (§4.8).
    """
    lines: list[str] = []
    for paragraph in paragraphs(text):
        if lines:
            lines.append(">")
        lines += [f"> {_escape(line)}" for line in paragraph]
    return "\n".join(lines)


def paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs of ``text``, each as its lines, without empty ones."""
    found = []
    for part in re.split(r"\n[^\S\n]*\n", clean_text(text)):
        lines = [line.strip() for line in part.split("\n")]
        if kept := [line for line in lines if line]:
            found.append(kept)
    return found


def guard_note(note: str) -> str:
    """Return the user's own Markdown so that it can neither end the managed block nor hide it.

    A line that looks like a marker of a block is escaped, and an open code fence or comment is
    closed, because it would hide everything that follows.
    """
    note = _MARKER_LINE.sub(r"\1\\<", clean_text(note)).strip("\n").rstrip()
    closing = _left_open(note.split("\n"))
    return f"{note}\n{closing}" if closing else note


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


def _left_open(lines: list[str]) -> str:
    """Return what closes the fence or comment that is open after ``lines`` (CommonMark §4.5–6)."""
    closing = ""
    for line in lines:
        if closing.endswith(">"):
            closing = "" if closing in line.lower() else closing
        elif closing:
            ended = line.strip()
            if set(ended) == {closing[0]} and len(ended) >= len(closing):
                closing = ""
        elif fence := _FENCE.match(line):
            closing = fence[1]
        elif html := _HTML.match(line):
            number = html.lastindex or 5
            end = f"</{html[5].lower()}>" if number == 5 else _HTML_ENDS[number - 1]
            closing = "" if end in line[html.end() :].lower() else end
    return closing


def _escape(line: str) -> str:
    escaped = _AT.sub("@" + NOTHING, _INLINE.sub(lambda found: "\\" + found[0], line))
    return _LINE_START.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped
    )
