"""Makes the address of a passage: that of its page with a text fragment.

``https://a.example/page#:~:text=prefix-,first%20words,last%20words,-suffix``, by which browsers
go to the words and show them (WICG Scroll To Text Fragment). A browser that finds them nowhere
shows the page.
"""

import re
from urllib.parse import quote

from newsreader.domain.clean import shown_url

LONGEST = 200
"""Up to how many code points a passage stands in its address as a whole."""
EDGE_WORDS = 6
"""How many words of each end of a longer one do; and of what stands beside a passage."""


def fragment_url(url: str, text: str, start: int, end: int) -> str:
    """Return the address of ``text[start:end]`` on the page ``url``; empty without one.

    Words that stand in ``text`` more than once have what is beside them in it.
    """
    page = shown_url(url)
    lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
    if not page or not lines:
        return page
    if len(lines) == 1 and len(lines[0]) <= LONGEST:
        parts = [_encoded(lines[0])]
    else:
        parts = [_encoded(_first_words(lines[0])), _encoded(_last_words(lines[-1]))]
    if text.count(lines[0]) > 1:
        before, after = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
        if words := _last_words(before):
            parts.insert(0, f"{_encoded(words)}-")
        if words := _first_words(after):
            parts.append(f"-{_encoded(words)}")
    base, _, anchor = page.partition("#")
    return f"{base}#{anchor.partition(':~:')[0]}:~:text={','.join(parts)}"


def _encoded(words: str) -> str:
    # A dash, a comma and an ampersand would part the fragment.
    return quote(words, safe="").replace("-", "%2D")


def _first_words(line: str) -> str:
    found = re.match(rf"\s*((?:\S+\s+){{0,{EDGE_WORDS - 1}}}\S{{1,{LONGEST}}})", line)
    return found[1] if found else ""


def _last_words(line: str) -> str:
    found = re.search(rf"(\S{{1,{LONGEST}}}(?:\s+\S+){{0,{EDGE_WORDS - 1}}})\s*$", line)
    return found[1] if found else ""
