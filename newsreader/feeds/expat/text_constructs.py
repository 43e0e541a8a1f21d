"""Says what titles, summaries and bodies mean: the texts of a feed that may hold markup."""

from newsreader.feeds.expat.state import (
    Attributes,
    Begin,
    End,
    ReaderState,
)
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.expat.xhtml import InlineWriter

XHTML = "application/xhtml+xml"
"""The type of a text whose markup is part of the feed's own XML."""
TEXT_TYPES = {
    "text": "text/plain", "plain": "text/plain", "text/plain": "text/plain",
    "html": "text/html", "text/html": "text/html", "xhtml": XHTML, XHTML: XHTML,
}  # fmt: skip
"""The types of texts by what feeds call them (RFC 4287 §3.1.1)."""


def _open_body(here: ReaderState, attributes: Attributes, kind: str) -> None:
    """Begin a text that may hold markup; ``kind`` is its type unless it says so itself."""
    said = TEXT_TYPES.get(attributes.get("type", kind))
    if said is None or attributes.get("mode") == "base64":
        raise Unsupported("a text of an unusual type")
    language = here.language and here.language.replace("_", "-")
    here.body = {"type": said, "language": language, "base": here.base}
    if said == XHTML:
        here.inline = InlineWriter(here.vocabulary)
    else:
        here.listen()


def _close_body(here: ReaderState) -> str:
    """Return the text that ends here; an Atom 1.0 text without the ``div`` around it."""
    if here.inline is None:
        return here.heard()
    inline, here.inline = here.inline, None
    return here.repair(inline.markup(unwrap=here.version == "atom10"))


def _title(here: ReaderState, attributes: Attributes) -> End:
    _open_body(here, attributes, "text")
    return _end_title if here.expecting else _end_foreign_title


def _end_title(here: ReaderState) -> None:
    title = _close_body(here)
    if not -1 < here.title_depth <= here.depth:
        here.save("title", title, here.body)
    if title:
        here.title_depth = here.depth


def _end_foreign_title(here: ReaderState) -> None:
    if _close_body(here):
        here.title_depth = here.depth


def _media_title(here: ReaderState, attributes: Attributes) -> End:
    end, depth = _title(here, attributes), here.title_depth

    def end_media_title(here: ReaderState) -> None:
        end(here)
        here.title_depth = depth

    return end_media_title


def _description(here: ReaderState, attributes: Attributes) -> End:
    if "summary" in here.context and not here.has_content:
        return _content(here, attributes)
    _open_body(here, attributes, "html")
    return _end_description if here.expecting else _end_unread


def _abstract(here: ReaderState, attributes: Attributes) -> End:
    _open_body(here, attributes, "text")
    return _end_description if here.expecting else _end_unread


def _end_description(here: ReaderState) -> None:
    of_entry = here.entry is not None and here.source is None
    here.save("summary" if of_entry else "subtitle", _close_body(here), here.body)


def _summary(here: ReaderState, attributes: Attributes) -> End:
    if "summary" in here.context and not here.has_content:
        return _content(here, attributes)
    _open_body(here, attributes, "text")
    return _end_summary


def _end_summary(here: ReaderState) -> None:
    here.save("summary", _close_body(here), here.body)


def _content(here: ReaderState, attributes: Attributes) -> End:
    here.has_content = True
    _open_body(here, attributes, "text")
    return _end_content


def _encoded(here: ReaderState, attributes: Attributes) -> End:
    here.has_content = True
    _open_body(here, attributes, "html")
    return _end_content


def _xhtml_body(here: ReaderState, attributes: Attributes) -> End:
    _open_body(here, attributes, "xhtml")
    return _end_content


def _end_content(here: ReaderState) -> None:
    body = _close_body(here)
    here.save_content({**here.body, "value": body})
    here.context.setdefault("summary", body)


def _unread(here: ReaderState, attributes: Attributes) -> End:
    """Begin a text that may hold markup but is of no use here."""
    if TEXT_TYPES.get(attributes.get("type", "")) != XHTML:
        here.closed = True
        return ReaderState.drop
    here.inline = InlineWriter(here.vocabulary)
    return _end_unread


def _end_unread(here: ReaderState) -> None:
    here.inline = None


BODIES: dict[str, Begin] = {
    **dict.fromkeys(("title", "dc_title"), _title),
    "media_title": _media_title,
    **dict.fromkeys(("description", "dc_description", "media_description"), _description),
    "abstract": _abstract,
    **dict.fromkeys(("summary", "itunes_summary"), _summary),
    "content": _content,
    **dict.fromkeys(("content_encoded", "fullitem"), _encoded),
    **dict.fromkeys(("body", "xhtml_body"), _xhtml_body),
    **dict.fromkeys(
        "subtitle tagline itunes_subtitle rights copyright dc_rights info "
        "feedburner_browserfriendly".split(),
        _unread,
    ),
}
"""What is done where a text with markup begins, by the one name of its element."""
