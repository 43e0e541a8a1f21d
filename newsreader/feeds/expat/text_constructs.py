"""Handles titles, summaries and bodies: the texts of a feed that may hold markup."""

from newsreader.feeds.expat.state import (
    Attributes,
    Begin,
    End,
    ParserState,
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


def _open_body(state: ParserState, attributes: Attributes, kind: str) -> None:
    """Begin a text that may hold markup; ``kind`` is its type unless it says so itself."""
    said = TEXT_TYPES.get(attributes.get("type", kind))
    if said is None or attributes.get("mode") == "base64":
        raise Unsupported("a text of an unusual type")
    language = state.language and state.language.replace("_", "-")
    state.body = {"type": said, "language": language, "base": state.base}
    if said == XHTML:
        state.inline = InlineWriter(state.vocabulary)
    else:
        state.begin_text()


def _close_body(state: ParserState) -> str:
    """Return the text that ends here; an Atom 1.0 text without the ``div`` around it."""
    if state.inline is None:
        return state.text_value()
    inline, state.inline = state.inline, None
    return state.repair(inline.markup(unwrap=state.version == "atom10"))


def _title(state: ParserState, attributes: Attributes) -> End:
    _open_body(state, attributes, "text")
    return _end_title if state.expecting else _end_foreign_title


def _end_title(state: ParserState) -> None:
    title = _close_body(state)
    if not -1 < state.title_depth <= state.depth:
        state.save("title", title, state.body)
    if title:
        state.title_depth = state.depth


def _end_foreign_title(state: ParserState) -> None:
    if _close_body(state):
        state.title_depth = state.depth


def _media_title(state: ParserState, attributes: Attributes) -> End:
    end, depth = _title(state, attributes), state.title_depth

    def end_media_title(state: ParserState) -> None:
        end(state)
        state.title_depth = depth

    return end_media_title


def _description(state: ParserState, attributes: Attributes) -> End:
    if "summary" in state.context and not state.has_content:
        return _content(state, attributes)
    _open_body(state, attributes, "html")
    return _end_description if state.expecting else _end_unread


def _abstract(state: ParserState, attributes: Attributes) -> End:
    _open_body(state, attributes, "text")
    return _end_description if state.expecting else _end_unread


def _end_description(state: ParserState) -> None:
    of_entry = state.entry is not None and state.source is None
    state.save("summary" if of_entry else "subtitle", _close_body(state), state.body)


def _summary(state: ParserState, attributes: Attributes) -> End:
    if "summary" in state.context and not state.has_content:
        return _content(state, attributes)
    _open_body(state, attributes, "text")
    return _end_summary


def _end_summary(state: ParserState) -> None:
    state.save("summary", _close_body(state), state.body)


def _content(state: ParserState, attributes: Attributes) -> End:
    state.has_content = True
    _open_body(state, attributes, "text")
    return _end_content


def _encoded(state: ParserState, attributes: Attributes) -> End:
    state.has_content = True
    _open_body(state, attributes, "html")
    return _end_content


def _xhtml_body(state: ParserState, attributes: Attributes) -> End:
    _open_body(state, attributes, "xhtml")
    return _end_content


def _end_content(state: ParserState) -> None:
    body = _close_body(state)
    state.save_content({**state.body, "value": body})
    state.context.setdefault("summary", body)


def _unread(state: ParserState, attributes: Attributes) -> End:
    """Begin a text that may hold markup but is of no use here."""
    if TEXT_TYPES.get(attributes.get("type", "")) != XHTML:
        state.closed = True
        return ParserState.drop
    state.inline = InlineWriter(state.vocabulary)
    return _end_unread


def _end_unread(state: ParserState) -> None:
    state.inline = None


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
