"""Says what each element of a feed means: what is done where it begins, and where it ends."""

import re
from collections.abc import Callable

from newsreader.fetcher.doubt import Doubtful
from newsreader.fetcher.gathering import Gathering
from newsreader.fetcher.inline import InlineWriter
from newsreader.fetcher.repair import repair, resolve

Attributes = dict[str, str]
End = Callable[[Gathering], None]
"""What is done where an element ends."""
Begin = Callable[[Gathering, Attributes], End | None]
"""What is done where an element begins; it may ask for something to be done at the end."""

XHTML = "application/xhtml+xml"
"""The type of a text whose markup is part of the feed's own XML."""

_RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
_TYPES = {
    "text": "text/plain", "plain": "text/plain", "text/plain": "text/plain",
    "html": "text/html", "text/html": "text/html", "xhtml": XHTML, XHTML: XHTML,
}  # fmt: skip
_PAGES = ("text/html", XHTML)
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")


# The feed, its entries, and what stands around them


def _rss(here: Gathering, attributes: Attributes) -> None:
    if not here.version.startswith("rss"):
        version = attributes.get("version", "")
        newest = "rss20" if version.startswith("2.") else "rss"
        here.version = _RSS_VERSIONS.get(version, newest)


def _feed(here: Gathering, attributes: Attributes) -> End:
    here.in_feed = True
    here.version = here.version or _ATOM_VERSIONS.get(attributes.get("version", ""), "atom")
    return _end_feed


def _channel(here: Gathering, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    here.in_feed = True
    return _end_feed


def _end_feed(here: Gathering) -> None:
    here.in_feed = False


def _item(here: Gathering, attributes: Attributes) -> End:
    _refuse_cdf(attributes)
    if here.entry is not None:
        raise Doubtful("an entry in an entry")
    here.open_entry(attributes.get("rdf:about", ""))
    return Gathering.close_entry


def _refuse_cdf(attributes: Attributes) -> None:
    if "href" in attributes or "lastmod" in attributes:
        raise Doubtful("a channel in Microsoft's format")


def _aside(*, picture: bool) -> Begin:
    def begin(here: Gathering, attributes: Attributes) -> End | None:
        here.title_depth = -1
        if here.entry is not None or here.source is not None:
            here.closed = True
            return None
        here.turn_aside(picture=picture)
        return _end_aside

    return begin


def _end_aside(here: Gathering) -> None:
    here.aside = None


def _source(here: Gathering, attributes: Attributes) -> End:
    if here.source is not None:
        raise Doubtful("a source in a source")
    here.text = []
    here.source = {}
    here.title_depth = -1
    return _end_source


def _end_source(here: Gathering) -> None:
    source, here.source = here.source or {}, None
    if title := repair(here.heard()):
        source["title"] = title
    here.context["source"] = source


# Plain texts


def _apart(here: Gathering, attributes: Attributes) -> End:
    """Begin an element that is of no use here, and whose text is its own."""
    return _end_apart


def _end_apart(here: Gathering) -> None:
    """End an element from which nothing is kept."""


def refuse_text(here: Gathering) -> None:
    """End an element whose text feedparser would take for a part of that around it."""
    if here.heard():
        raise Doubtful("a stray text")


def _text(key: str) -> Begin:
    def begin(here: Gathering, attributes: Attributes) -> End:
        here.listen()
        return end

    def end(here: Gathering) -> None:
        here.save(key, repair(here.heard()))

    return begin


def _original_link(here: Gathering, attributes: Attributes) -> End | None:
    return None if attributes else _text("feedburner_origlink")(here, attributes)


def _guid(here: Gathering, attributes: Attributes) -> End:
    here.listen()
    here.permanent = attributes.get("ispermalink", "true") == "true"
    return _end_guid


def _end_guid(here: Gathering) -> None:
    guid = here.heard()
    if here.permanent:
        guid = repair(resolve(here.base, guid)) if guid else ""
        here.save("id", guid)
        here.context.setdefault("link", guid)
    else:
        here.save("id", repair(guid))


def _link(here: Gathering, attributes: Attributes) -> End | None:
    link = dict(attributes)
    rel = link.setdefault("rel", "alternate")
    kind = link.setdefault("type", "application/atom+xml" if rel == "self" else "text/html")
    _name_href(link)
    here.links.append(link)
    if "href" not in link:
        here.listen()
        return _end_link if here.expecting else None
    link["href"] = resolve(here.base, link["href"])
    if rel == "alternate" and _TYPES.get(kind) in _PAGES:
        here.context["link"] = link["href"]
    return None


def _end_link(here: Gathering) -> None:
    address = here.heard()
    address = repair(resolve(here.base, address)) if address else ""
    context = here.context
    if context is here.entry:
        address = address.replace("&amp;", "&")
    context["link"] = address = _REFERENCE.sub(r"&\1", address)
    if address or context is not here.entry:
        here.links[-1]["href"] = address


def _enclosure(here: Gathering, attributes: Attributes) -> None:
    file = dict(attributes)
    _name_href(file)
    file["rel"] = "enclosure"
    here.links.append(file)


def _name_href(attributes: Attributes) -> None:
    """Call the address of a link what Atom calls it."""
    address = attributes.get("url", attributes.get("uri", attributes.get("href")))
    if address:
        attributes.pop("url", None)
        attributes.pop("uri", None)
        attributes["href"] = address


def _licence(here: Gathering, attributes: Attributes) -> End:
    here.listen()
    return _end_licence


def _end_licence(here: Gathering) -> None:
    here.links.append({"rel": "license", "href": repair(here.heard())})


def _licence_link(here: Gathering, attributes: Attributes) -> None:
    here.links.append({"rel": "license", "href": attributes.get("rdf:resource", "")})


# People


def _author(here: Gathering, attributes: Attributes) -> End:
    here.text = []
    here.in_author = True
    here.authors.append({})
    return _end_author


def _end_author(here: Gathering) -> None:
    here.save("author", repair(here.heard()))
    here.in_author = False
    here.tell_author()


def _owner(here: Gathering, attributes: Attributes) -> End:
    here.in_publisher = True
    return _end_owner


def _end_owner(here: Gathering) -> None:
    here.in_publisher = False


def _part_of_author(key: str) -> Begin:
    def begin(here: Gathering, attributes: Attributes) -> End | None:
        here.listen()
        return end if here.in_author or here.in_publisher else None

    def end(here: Gathering) -> None:
        here.save_author(key, here.heard())

    return begin


def _uri(here: Gathering, attributes: Attributes) -> End | None:
    here.listen()
    return _end_uri if here.in_author else None


def _end_uri(here: Gathering) -> None:
    here.save_author("href", resolve(here.base, here.heard()))


# Topics


def _category(here: Gathering, attributes: Attributes) -> End:
    if attributes:
        scheme = attributes.get("scheme", attributes.get("domain"))
        here.add_tag(attributes.get("term"), scheme, attributes.get("label"))
    here.listen()
    return _end_category


def _media_category(here: Gathering, attributes: Attributes) -> End:
    return _category(here, {"scheme": "media", **attributes})


def _end_category(here: Gathering) -> None:
    if not (topic := repair(here.heard())):
        return
    tags = here.tags
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = topic
    else:
        here.add_tag(topic)


def _itunes_category(here: Gathering, attributes: Attributes) -> End | None:
    if here.entry is None:
        return None  # a topic of the feed may hold another
    here.add_tag(attributes.get("text"))
    here.listen()
    return _end_category


def _keywords(here: Gathering, attributes: Attributes) -> End | None:
    if attributes:
        return None
    here.listen()
    return _end_keywords


def _end_keywords(here: Gathering) -> None:
    for word in repair(here.heard()).split(","):
        if word.strip():
            here.add_tag(word.strip())


# Titles and bodies


def _open_body(here: Gathering, attributes: Attributes, kind: str) -> None:
    """Begin a text that may hold markup; ``kind`` is its type unless it says so itself."""
    said = _TYPES.get(attributes.get("type", kind))
    if said is None or attributes.get("mode") == "base64":
        raise Doubtful("a text of an unusual type")
    language = here.language and here.language.replace("_", "-")
    here.body = {"type": said, "language": language, "base": here.base}
    if said == XHTML:
        here.inline = InlineWriter(here.vocabulary)
    else:
        here.listen()


def _close_body(here: Gathering) -> str:
    """Return the text that ends here; an Atom 1.0 text without the ``div`` around it."""
    if here.inline is None:
        return repair(here.heard())
    inline, here.inline = here.inline, None
    return repair(inline.markup(unwrap=here.version == "atom10"))


def _title(here: Gathering, attributes: Attributes) -> End:
    _open_body(here, attributes, "text")
    return _end_title if here.expecting else _end_foreign_title


def _end_title(here: Gathering) -> None:
    title = _close_body(here)
    if not -1 < here.title_depth <= here.depth:
        here.save("title", title, here.body)
    if title:
        here.title_depth = here.depth


def _end_foreign_title(here: Gathering) -> None:
    if _close_body(here):
        here.title_depth = here.depth


def _media_title(here: Gathering, attributes: Attributes) -> End:
    end, depth = _title(here, attributes), here.title_depth

    def end_media_title(here: Gathering) -> None:
        end(here)
        here.title_depth = depth

    return end_media_title


def _description(here: Gathering, attributes: Attributes) -> End:
    if "summary" in here.context and not here.has_content:
        return _content(here, attributes)
    _open_body(here, attributes, "html")
    return _end_description if here.expecting else _end_unread


def _abstract(here: Gathering, attributes: Attributes) -> End:
    _open_body(here, attributes, "text")
    return _end_description if here.expecting else _end_unread


def _end_description(here: Gathering) -> None:
    of_entry = here.entry is not None and here.source is None
    here.save("summary" if of_entry else "subtitle", _close_body(here), here.body)


def _summary(here: Gathering, attributes: Attributes) -> End:
    if "summary" in here.context and not here.has_content:
        return _content(here, attributes)
    _open_body(here, attributes, "text")
    return _end_summary


def _end_summary(here: Gathering) -> None:
    here.save("summary", _close_body(here), here.body)


def _content(here: Gathering, attributes: Attributes) -> End:
    here.has_content = True
    _open_body(here, attributes, "text")
    return _end_content


def _encoded(here: Gathering, attributes: Attributes) -> End:
    here.has_content = True
    _open_body(here, attributes, "html")
    return _end_content


def _xhtml_body(here: Gathering, attributes: Attributes) -> End:
    _open_body(here, attributes, "xhtml")
    return _end_content


def _end_content(here: Gathering) -> None:
    body = _close_body(here)
    here.save_content({**here.body, "value": body})
    here.context.setdefault("summary", body)


def _unread(here: Gathering, attributes: Attributes) -> End:
    """Begin a text that may hold markup but is of no use here."""
    if _TYPES.get(attributes.get("type", "")) != XHTML:
        here.closed = True
        return _end_apart
    here.inline = InlineWriter(here.vocabulary)
    return _end_unread


def _end_unread(here: Gathering) -> None:
    here.inline = None


BEGINNINGS: dict[str, Begin] = {
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
    **dict.fromkeys(
        "generator contributor webmaster dc_publisher dc_contributor width height newlocation "
        "expirationdate dcterms_valid media_rating media_credit media_restriction media_license "
        "media_thumbnail media_player itunes_image itunes_link".split(),
        _apart,
    ),
}
"""What is done where an element begins, by its one name."""
