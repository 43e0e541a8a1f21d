"""Defines what is done where each element of a feed begins and where it ends."""

import re

from newsreader.feeds.entry_files import CHAPTERS, TRANSCRIPTS
from newsreader.feeds.expat.state import (
    Attributes,
    Begin,
    End,
    ParserState,
)
from newsreader.feeds.expat.text_constructs import (
    BODIES,
    TEXT_TYPES,
    XHTML,
)
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.expat.xml_repair import resolve

_RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
_PAGES = ("text/html", XHTML)
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")


# The feed, its entries, and what stands around them


def _rss(state: ParserState, attributes: Attributes) -> None:
    if not state.version.startswith("rss"):
        version = attributes.get("version", "")
        newest = "rss20" if version.startswith("2.") else "rss"
        state.version = _RSS_VERSIONS.get(version, newest)


def _feed(state: ParserState, attributes: Attributes) -> End:
    state.in_feed = True
    state.version = state.version or _ATOM_VERSIONS.get(attributes.get("version", ""), "atom")
    return _end_feed


def _channel(state: ParserState, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    state.in_feed = True
    return _end_feed


def _end_feed(state: ParserState) -> None:
    state.in_feed = False


def _item(state: ParserState, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    if state.entry is not None:
        raise Unsupported("an entry in an entry")
    state.open_entry(attributes.get("rdf:about", ""))
    return ParserState.close_entry


def _refuse_cdf(attributes: Attributes) -> None:
    if "href" in attributes or "lastmod" in attributes:
        raise Unsupported("a channel in Microsoft's format")


def _aside(*, picture: bool) -> Begin:
    def begin(state: ParserState, attributes: Attributes) -> End | None:
        state.title_depth = -1
        if state.entry is not None or state.source is not None:
            state.closed = True
            return None
        state.turn_aside(picture=picture)
        return _end_aside

    return begin


def _end_aside(state: ParserState) -> None:
    state.aside = None


def _source(state: ParserState, attributes: Attributes) -> End:
    if state.source is not None:
        raise Unsupported("a source in a source")
    state.text = []
    state.source = {}
    state.title_depth = -1
    return _end_source


def _end_source(state: ParserState) -> None:
    source, state.source = state.source or {}, None
    if title := state.text_value():
        source["title"] = title
    state.context["source"] = source


# Plain texts


def _apart(state: ParserState, attributes: Attributes) -> End:
    """Begin an element that is of no use here, and whose text is its own."""
    return ParserState.drop


def refuse_text(state: ParserState) -> None:
    """End an element whose text feedparser would take for a part of that around it."""
    if state.raw_text():
        raise Unsupported("a stray text")


def _text(key: str) -> Begin:
    def begin(state: ParserState, attributes: Attributes) -> End:
        state.begin_text()
        return end

    def end(state: ParserState) -> None:
        state.save(key, state.text_value())

    return begin


def _original_link(state: ParserState, attributes: Attributes) -> End | None:
    return None if attributes else _text("feedburner_origlink")(state, attributes)


def _guid(state: ParserState, attributes: Attributes) -> End:
    state.begin_text()
    state.permanent = attributes.get("ispermalink", "true") == "true"
    return _end_guid


def _end_guid(state: ParserState) -> None:
    guid = state.raw_text()
    if state.permanent:
        guid = state.repair(resolve(state.base, guid)) if guid else ""
        state.save("id", guid)
        state.context.setdefault("link", guid)
    else:
        state.save("id", state.repair(guid))


def _link(state: ParserState, attributes: Attributes) -> End | None:
    rel = attributes.setdefault("rel", "alternate")
    kind = attributes.setdefault("type", "application/atom+xml" if rel == "self" else "text/html")
    _name_href(attributes)
    state.links.append(attributes)
    if "href" not in attributes:
        state.begin_text()
        return _end_link if state.expecting else None
    address = attributes["href"] = resolve(state.base, attributes["href"])
    if rel == "alternate" and TEXT_TYPES.get(kind) in _PAGES:
        state.context["link"] = address
    return None


def _end_link(state: ParserState) -> None:
    address = state.raw_text()
    address = state.repair(resolve(state.base, address)) if address else ""
    context = state.context
    if "&" in address:
        if context is state.entry:
            address = address.replace("&amp;", "&")
        address = _REFERENCE.sub(r"&\1", address)
    context["link"] = address
    if address or context is not state.entry:
        context["links"][-1]["href"] = address


def _enclosure(state: ParserState, attributes: Attributes) -> None:
    _name_href(attributes)
    attributes["rel"] = "enclosure"
    state.links.append(attributes)


def _media_content(state: ParserState, attributes: Attributes) -> None:
    state.context.setdefault("media_content", []).append(attributes)


def _of_podcast(key: str) -> Begin:
    def begin(state: ParserState, attributes: Attributes) -> End:
        state.context.setdefault(key, []).append(attributes)
        state.begin_text()
        return ParserState.drop

    return begin


def _duration(state: ParserState, attributes: Attributes) -> End | None:
    return None if attributes else _text("itunes_duration")(state, attributes)


def _name_href(attributes: Attributes) -> None:
    """Call the address of a link what Atom calls it."""
    address = attributes.get("url", attributes.get("uri", attributes.get("href")))
    if address:
        attributes.pop("url", None)
        attributes.pop("uri", None)
        attributes["href"] = address


def _licence(state: ParserState, attributes: Attributes) -> End:
    state.begin_text()
    return _end_licence


def _end_licence(state: ParserState) -> None:
    state.links.append({"rel": "license", "href": state.text_value()})


def _licence_link(state: ParserState, attributes: Attributes) -> None:
    state.links.append({"rel": "license", "href": attributes.get("rdf:resource", "")})


# People


def _author(state: ParserState, attributes: Attributes) -> End:
    state.text = []
    state.in_author = True
    state.authors.append({})
    return _end_author


def _end_author(state: ParserState) -> None:
    state.save("author", state.text_value())
    state.in_author = False
    state.tell_author()


def _owner(state: ParserState, attributes: Attributes) -> End:
    state.in_publisher = True
    return _end_owner


def _end_owner(state: ParserState) -> None:
    state.in_publisher = False


def _part_of_author(key: str) -> Begin:
    def begin(state: ParserState, attributes: Attributes) -> End | None:
        state.begin_text()
        return end if state.in_author or state.in_publisher else None

    def end(state: ParserState) -> None:
        state.save_author(key, state.raw_text())

    return begin


def _uri(state: ParserState, attributes: Attributes) -> End | None:
    state.begin_text()
    return _end_uri if state.in_author else None


def _end_uri(state: ParserState) -> None:
    state.save_author("href", resolve(state.base, state.raw_text()))


# Topics


def _category(state: ParserState, attributes: Attributes) -> End:
    if attributes:
        scheme = attributes.get("scheme", attributes.get("domain"))
        state.add_tag(attributes.get("term"), scheme, attributes.get("label"))
    state.begin_text()
    return _end_category


def _media_category(state: ParserState, attributes: Attributes) -> End:
    return _category(state, {"scheme": "media", **attributes})


def _end_category(state: ParserState) -> None:
    if not (topic := state.text_value()):
        return
    tags = state.tags
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = topic
    else:
        state.add_tag(topic)


def _itunes_category(state: ParserState, attributes: Attributes) -> End | None:
    if state.entry is None:
        return None  # a topic of the feed may hold another
    state.add_tag(attributes.get("text"))
    state.begin_text()
    return _end_category


def _keywords(state: ParserState, attributes: Attributes) -> End | None:
    if attributes:
        return None
    state.begin_text()
    return _end_keywords


def _end_keywords(state: ParserState) -> None:
    for word in state.text_value().split(","):
        if word.strip():
            state.add_tag(word.strip())


BEGINNINGS: dict[str, Begin] = {
    **BODIES,
    "rss": _rss,
    "feed": _feed,
    "channel": _channel,
    **dict.fromkeys(("item", "entry"), _item),
    "image": _aside(picture=True),
    "textinput": _aside(picture=False),
    "source": _source,
    **dict.fromkeys(("guid", "id"), _guid),
    "link": _link,
    "feedburner_origlink": _original_link,
    "enclosure": _enclosure,
    "media_content": _media_content,
    "podcast_transcript": _of_podcast(TRANSCRIPTS),
    "podcast_chapters": _of_podcast(CHAPTERS),
    "itunes_duration": _duration,
    "creativecommons_license": _licence,
    "cc_license": _licence_link,
    **dict.fromkeys(("language", "dc_language"), _text("language")),
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms_issued"), _text("published")),
    **dict.fromkeys(
        ("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), _text("updated")
    ),
    **dict.fromkeys(("created", "dcterms_created"), _text("created")),
    **dict.fromkeys(
        ("author", "managingeditor", "dc_author", "dc_creator", "itunes_author"), _author
    ),
    "itunes_owner": _owner,
    **dict.fromkeys(("name", "itunes_name"), _part_of_author("name")),
    **dict.fromkeys(("email", "itunes_email"), _part_of_author("email")),
    **dict.fromkeys(("url", "uri", "homepage"), _uri),
    **dict.fromkeys(("category", "keywords", "dc_subject"), _category),
    "media_category": _media_category,
    "itunes_category": _itunes_category,
    **dict.fromkeys(("media_keywords", "itunes_keywords"), _keywords),
    **dict.fromkeys(
        "generator contributor webmaster dc_publisher dc_contributor width height newlocation "
        "expirationdate dcterms_valid media_rating media_credit media_restriction media_license "
        "media_thumbnail media_player itunes_image itunes_link".split(),
        _apart,
    ),
}
"""What is done where an element begins, by its one name."""
