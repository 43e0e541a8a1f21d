"""Says what each element of a feed means: what is done where it begins, and where it ends."""

import re

from newsreader.feeds.expat.state import (
    Attributes,
    Begin,
    End,
    ReaderState,
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


def _rss(here: ReaderState, attributes: Attributes) -> None:
    if not here.version.startswith("rss"):
        version = attributes.get("version", "")
        newest = "rss20" if version.startswith("2.") else "rss"
        here.version = _RSS_VERSIONS.get(version, newest)


def _feed(here: ReaderState, attributes: Attributes) -> End:
    here.in_feed = True
    here.version = here.version or _ATOM_VERSIONS.get(attributes.get("version", ""), "atom")
    return _end_feed


def _channel(here: ReaderState, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    here.in_feed = True
    return _end_feed


def _end_feed(here: ReaderState) -> None:
    here.in_feed = False


def _item(here: ReaderState, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    if here.entry is not None:
        raise Unsupported("an entry in an entry")
    here.open_entry(attributes.get("rdf:about", ""))
    return ReaderState.close_entry


def _refuse_cdf(attributes: Attributes) -> None:
    if "href" in attributes or "lastmod" in attributes:
        raise Unsupported("a channel in Microsoft's format")


def _aside(*, picture: bool) -> Begin:
    def begin(here: ReaderState, attributes: Attributes) -> End | None:
        here.title_depth = -1
        if here.entry is not None or here.source is not None:
            here.closed = True
            return None
        here.turn_aside(picture=picture)
        return _end_aside

    return begin


def _end_aside(here: ReaderState) -> None:
    here.aside = None


def _source(here: ReaderState, attributes: Attributes) -> End:
    if here.source is not None:
        raise Unsupported("a source in a source")
    here.text = []
    here.source = {}
    here.title_depth = -1
    return _end_source


def _end_source(here: ReaderState) -> None:
    source, here.source = here.source or {}, None
    if title := here.heard():
        source["title"] = title
    here.context["source"] = source


# Plain texts


def _apart(here: ReaderState, attributes: Attributes) -> End:
    """Begin an element that is of no use here, and whose text is its own."""
    return ReaderState.drop


def refuse_text(here: ReaderState) -> None:
    """End an element whose text feedparser would take for a part of that around it."""
    if here.written():
        raise Unsupported("a stray text")


def _text(key: str) -> Begin:
    def begin(here: ReaderState, attributes: Attributes) -> End:
        here.listen()
        return end

    def end(here: ReaderState) -> None:
        here.save(key, here.heard())

    return begin


def _original_link(here: ReaderState, attributes: Attributes) -> End | None:
    return None if attributes else _text("feedburner_origlink")(here, attributes)


def _guid(here: ReaderState, attributes: Attributes) -> End:
    here.listen()
    here.permanent = attributes.get("ispermalink", "true") == "true"
    return _end_guid


def _end_guid(here: ReaderState) -> None:
    guid = here.written()
    if here.permanent:
        guid = here.repair(resolve(here.base, guid)) if guid else ""
        here.save("id", guid)
        here.context.setdefault("link", guid)
    else:
        here.save("id", here.repair(guid))


def _link(here: ReaderState, attributes: Attributes) -> End | None:
    rel = attributes.setdefault("rel", "alternate")
    kind = attributes.setdefault("type", "application/atom+xml" if rel == "self" else "text/html")
    _name_href(attributes)
    here.links.append(attributes)
    if "href" not in attributes:
        here.listen()
        return _end_link if here.expecting else None
    address = attributes["href"] = resolve(here.base, attributes["href"])
    if rel == "alternate" and TEXT_TYPES.get(kind) in _PAGES:
        here.context["link"] = address
    return None


def _end_link(here: ReaderState) -> None:
    address = here.written()
    address = here.repair(resolve(here.base, address)) if address else ""
    context = here.context
    if "&" in address:
        if context is here.entry:
            address = address.replace("&amp;", "&")
        address = _REFERENCE.sub(r"&\1", address)
    context["link"] = address
    if address or context is not here.entry:
        context["links"][-1]["href"] = address


def _enclosure(here: ReaderState, attributes: Attributes) -> None:
    _name_href(attributes)
    attributes["rel"] = "enclosure"
    here.links.append(attributes)


def _name_href(attributes: Attributes) -> None:
    """Call the address of a link what Atom calls it."""
    address = attributes.get("url", attributes.get("uri", attributes.get("href")))
    if address:
        attributes.pop("url", None)
        attributes.pop("uri", None)
        attributes["href"] = address


def _licence(here: ReaderState, attributes: Attributes) -> End:
    here.listen()
    return _end_licence


def _end_licence(here: ReaderState) -> None:
    here.links.append({"rel": "license", "href": here.heard()})


def _licence_link(here: ReaderState, attributes: Attributes) -> None:
    here.links.append({"rel": "license", "href": attributes.get("rdf:resource", "")})


# People


def _author(here: ReaderState, attributes: Attributes) -> End:
    here.text = []
    here.in_author = True
    here.authors.append({})
    return _end_author


def _end_author(here: ReaderState) -> None:
    here.save("author", here.heard())
    here.in_author = False
    here.tell_author()


def _owner(here: ReaderState, attributes: Attributes) -> End:
    here.in_publisher = True
    return _end_owner


def _end_owner(here: ReaderState) -> None:
    here.in_publisher = False


def _part_of_author(key: str) -> Begin:
    def begin(here: ReaderState, attributes: Attributes) -> End | None:
        here.listen()
        return end if here.in_author or here.in_publisher else None

    def end(here: ReaderState) -> None:
        here.save_author(key, here.written())

    return begin


def _uri(here: ReaderState, attributes: Attributes) -> End | None:
    here.listen()
    return _end_uri if here.in_author else None


def _end_uri(here: ReaderState) -> None:
    here.save_author("href", resolve(here.base, here.written()))


# Topics


def _category(here: ReaderState, attributes: Attributes) -> End:
    if attributes:
        scheme = attributes.get("scheme", attributes.get("domain"))
        here.add_tag(attributes.get("term"), scheme, attributes.get("label"))
    here.listen()
    return _end_category


def _media_category(here: ReaderState, attributes: Attributes) -> End:
    return _category(here, {"scheme": "media", **attributes})


def _end_category(here: ReaderState) -> None:
    if not (topic := here.heard()):
        return
    tags = here.tags
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = topic
    else:
        here.add_tag(topic)


def _itunes_category(here: ReaderState, attributes: Attributes) -> End | None:
    if here.entry is None:
        return None  # a topic of the feed may hold another
    here.add_tag(attributes.get("text"))
    here.listen()
    return _end_category


def _keywords(here: ReaderState, attributes: Attributes) -> End | None:
    if attributes:
        return None
    here.listen()
    return _end_keywords


def _end_keywords(here: ReaderState) -> None:
    for word in here.heard().split(","):
        if word.strip():
            here.add_tag(word.strip())


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
