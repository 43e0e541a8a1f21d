"""Makes one clean line of plain text from the markup of titles, names and summaries."""

import html
import re

from newsreader.domain.clean import TITLE_LIMIT, clean_line, clean_text

SUMMARY_LIMIT = 1_000
"""Longest summary kept, in code points."""
MADE_TITLE_LIMIT = 80
"""Longest title made from a text's beginning, in code points."""

_READ = 40_000
"""How much markup is looked at: enough for the longest summary with its links and styles."""
_OFTEN_ENOUGH = 8
"""How many times a line's length of markup mostly holds that line."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*)(?:\s[^<>]*)?/?>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"</[a-zA-Z]|<(?:br|img|p|wbr|hr|input)\b", re.IGNORECASE)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del em font i ins kbd mark q s samp small span strike "
    "strong sub sup tt u var wbr".split()
)
"""Elements that do not part words."""
_UNSEEN = ("script", "style", "noscript", "iframe", "template")
_HIDES = re.compile(r"<(?:!--|script|style|noscript|iframe|template)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SENTENCE = re.compile(r".{20,}?[.!?。！？](?=\s|$)")


def plain_line(markup: str, limit: int = TITLE_LIMIT) -> str:
    """Return ``markup`` as one clean line of at most ``limit`` code points.

    Tags are taken off where the text holds markup at all, so that "the <video> element" stays
    what it is; entities are resolved twice because feeds escape twice (``&amp;#8217;``).
    """
    text = markup[:_READ]
    if "<" in text:
        marked = _MARKUP.search(text) is not None
        if len(text) > _OFTEN_ENOUGH * limit:
            # Most of a long text is never shown, and need not be read.
            beginning = text[: _OFTEN_ENOUGH * limit]
            if beginning.rfind("<") > beginning.rfind(">"):
                beginning = beginning[: beginning.rfind("<")]
            plain = _without_tags(beginning, marked)
            text = plain if len(plain) > 2 * limit else _without_tags(text, marked)
        else:
            text = _without_tags(text, marked)
    return clean_line(unescape(unescape(text)) if "&" in text else text, limit)


def unescape(text: str) -> str:
    """Resolve the complete entities of ``text`` once; ``&copy`` without its semicolon stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


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
    parts = (part.strip() for part in re.split(r"\n[ ]*\n\s*", clean_text(text)))
    lines = (html.escape(part, quote=False).replace("\n", "<br>") for part in parts if part)
    return "".join(f"<p>{line}</p>" for line in lines)


def text_length(markup: str) -> int:
    """Return about how many code points of text ``markup`` holds."""
    return len(_ANY_TAG.sub("", markup)) if "<" in markup else len(markup)


def has_markup(text: str) -> bool:
    """Whether ``text`` holds any tag."""
    return "<" in text and _TAG.search(text) is not None


def _without_tags(text: str, marked: bool) -> str:
    """Take off what is never shown, and the tags of a text that is marked up."""
    if _HIDES.search(text):
        text = _without_unseen(text)
    return _TAG.sub(_gap, text) if marked else text


def _gap(tag: re.Match[str]) -> str:
    name = tag[1]
    return "" if name in _INLINE or name.lower() in _INLINE else " "


def _without_unseen(text: str) -> str:
    """Take out comments and the elements whose content is never shown."""
    for opening, closing in (("<!--", "-->"), *((f"<{name}", f"</{name}>") for name in _UNSEEN)):
        pieces, at, lower = [], 0, text.lower()
        while (start := lower.find(opening, at)) >= 0:
            pieces.append(text[at:start])
            end = lower.find(closing, start)
            at = len(text) if end < 0 else end + len(closing)
        text = "".join(pieces) + text[at:]
    return text
