"""Makes one clean line of plain text from the markup of titles, names and summaries."""

import html
import re
from functools import lru_cache
from html.entities import html5

from newsreader.domain.clean import TITLE_LIMIT, clean_line, clean_text
from newsreader.domain.raised import RAISED

SUMMARY_LIMIT = 1_000
"""Longest summary kept, in code points."""
MADE_TITLE_LIMIT = 80
"""Longest title made from a text's beginning, in code points."""

_READ = 40_000
"""How much markup is looked at: enough for the longest summary with its links and styles."""
_SPARE = 200
"""How many characters of a line may be dropped as unclean."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*+)(?:\s[^<>]*+)?/?>")
_ANY_TAG = re.compile(r"<[^<>]*+>")
_MARKUP = re.compile(
    r"</[a-zA-Z]|<(?:br|img|p|wbr|hr|input)\b|<(?:embed|link|meta|object|iframe|area|col|source)\s",
    re.IGNORECASE,
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code em font i ins kbd mark q samp small span "
    "strong sub sup tt u var wbr".split()
)
"""Elements that do not part words."""
_POWER = re.compile(r"<sup(?:\s[^<>]*+)?>\s*+([0-9+\-−=()n]{1,20})\s*+</sup>", re.IGNORECASE)
"""What is raised in figures, as in 10<sup>6</sup>."""
_STRUCK = re.compile(
    r"<(del|s|strike)(?:\s[^<>]*+)?>(?:[^<]++|<(?!/\1>|\1[\s>]))*+</\1>", re.IGNORECASE
)
"""What its writer has struck out."""
_UNSEEN = (
    ("<!--", "-->"),
    *((f"<{name}", f"</{name}>") for name in "script style noscript iframe template".split()),
)
"""How what is never shown begins and ends."""
_SWALLOW = ("<!--", "<script", "<style")
"""What hides all that follows where it is not closed."""
_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
_HIDES = re.compile(r"<(?:!--|script|style|noscript|iframe|template)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EMPTY_LINE = re.compile(r"\n *\n\s*")
_SENTENCE = re.compile(r".{20,}?[.!?。！？](?=\s|$)")


def plain_line(markup: str, limit: int = TITLE_LIMIT) -> str:
    """Return ``markup`` as one clean line of at most ``limit`` code points.

    Tags are taken off where the text holds markup at all, so that "the <video> element" stays
    what it is; entities are resolved twice because feeds escape twice (``&amp;#8217;``).
    """
    if "<" not in markup and "&" not in markup:
        return clean_line(markup, limit)
    text = markup[:_READ]
    marked = "<" in text and _MARKUP.search(text) is not None
    # Most of a long text is never shown, and need not be read.
    for size in (2 * limit, 6 * limit):
        if size >= len(text):
            break
        beginning = text[:size]
        if beginning.rfind("<") > beginning.rfind(">"):
            beginning = beginning[: beginning.rfind("<")]
        plain = _plain(beginning, marked)
        if len(plain) > limit + _SPARE:
            return clean_line(plain[: limit + _SPARE], limit)
    return clean_line(_plain(text, marked), limit)


def _plain(text: str, marked: bool) -> str:
    """Return ``text`` without tags and entities, its spaces collapsed."""
    if "<" in text:
        if _HIDES.search(text):
            text = _without_unseen(text)
        if marked:
            text = _STRUCK.sub("", text)
            text = _POWER.sub(lambda match: match[1].translate(RAISED), text)
            pieces = _TAG.split(text)
            pieces[1::2] = ["" if name.lower() in _INLINE else " " for name in pieces[1::2]]
            text = "".join(pieces)
    return " ".join(unescape(unescape(text)).split())


def unescape(text: str) -> str:
    """Resolve the complete entities of ``text`` once; ``&copy`` without its semicolon stays."""
    return _ENTITY.sub(lambda match: _entity(match[0]), text) if "&" in text else text


@lru_cache(maxsize=1024)
def _entity(written: str) -> str:
    """Resolve a complete entity; ``&notit;`` is none, although it begins like one."""
    return html.unescape(written) if written[1] == "#" or written[1:] in html5 else written


def made_title(text: str) -> str:
    """Return a title for an untitled post from the beginning of its plain ``text``."""
    sentence = _SENTENCE.match(text[: MADE_TITLE_LIMIT + 1])
    if sentence:
        return sentence[0]
    if len(text) <= MADE_TITLE_LIMIT:
        return text
    words = text[: MADE_TITLE_LIMIT - 1].rpartition(" ")
    return (words[0] or words[2]).rstrip(" ,;:–—-") + "…"


def as_html(text: str) -> str:
    """Return plain ``text`` as HTML paragraphs, parted where a line is empty."""
    parts = (part.strip() for part in _EMPTY_LINE.split(clean_text(text)))
    lines = (html.escape(part, quote=False).replace("\n", "<br>") for part in parts if part)
    return "".join(f"<p>{line}</p>" for line in lines)


def text_length(markup: str) -> int:
    """Return about how many code points of text ``markup`` holds."""
    return len(markup) - sum(map(len, _ANY_TAG.findall(markup)))


def has_markup(text: str) -> bool:
    """Whether ``text`` holds any tag."""
    return "<" in text and _TAG.search(text) is not None


def _without_unseen(text: str) -> str:
    """Take out comments and the elements whose content is never shown."""
    lower = _lower(text)
    for opening, closing in _UNSEEN:
        if opening not in lower:
            continue
        pieces, at = [], 0
        while (start := lower.find(opening, at)) >= 0:
            end = lower.find(closing, start)
            if end < 0 and opening not in _SWALLOW:
                break
            pieces.append(text[at:start])
            at = len(text) if end < 0 else end + len(closing)
        text = "".join(pieces) + text[at:]
        lower = _lower(text)
    return text


def _lower(text: str) -> str:
    """Return ``text`` in lower case, letter for letter."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_LOWER)  # "İ" becomes longer
