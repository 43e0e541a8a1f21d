"""Escapes text for org, by a zero-width space where it would be markup (Org manual §12.4)."""

import re

from newsreader.domain.clean import clean_text

GAP = "\u200b"
"""The zero-width space, which ends nothing and is rendered as nothing."""

_MARKUP = re.compile(
    r"(?<!\w)[*/_=~+](?=\S)"  # *bold*, /italic/ …
    r"|(?<=\w)[_^](?=[\w{])"  # sub- and superscript
    r"|\[(?=\[|fn:)|<(?=[\w<%])|\\(?=[A-Za-z(\[])|\{(?=\{\{)|@(?=@)|\$(?=\S)"
)
_LINE_START = re.compile(r"^(\s*)(?=\*|#|\||:|[-+](?:\s|$)|\d+[.)](?:\s|$)|%%|\[fn:)", re.MULTILINE)


def org_line(text: str) -> str:
    """Return ``text`` as one line of org that is rendered as the same words."""
    return org_text(" ".join(clean_text(text).split()))


def org_text(text: str) -> str:
    """Return ``text`` as org paragraphs that are rendered as the same words."""
    lines = "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip("\n")
    inline = _MARKUP.sub(lambda found: GAP + found[0], lines)
    return _LINE_START.sub(lambda found: found[1] + GAP, inline)
