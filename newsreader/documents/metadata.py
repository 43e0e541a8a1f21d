"""Reads the metadata that a page declares: headline, authors, outlet, date and language.

Sources are schema.org as JSON-LD, then Open Graph and plain meta elements.
"""

import html as entities
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsreader.documents.address import resolve
from newsreader.documents.images import Picture, picture
from newsreader.documents.json_ld import body_parts, described_story
from newsreader.domain.clean import AUTHOR_LIMIT, TITLE_LIMIT, clean_line
from newsreader.languages import all_words

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,500}>")

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article:author")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "date",
    "dc.date.issued",
    "dc.date",
)
_SUMMARIES = ("og:description", "description", "twitter:description")
_PICTURES = ("og:image", "twitter:image", "image")
_SITES_OWN = re.compile(r"logo|placeholder|default|favicon|avatar", re.IGNORECASE)
"""Names of pictures that are the same for all stories of a site."""
_LANGUAGES = ("og:locale", "content-language", "dc.language")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares about itself; an empty string where it declares nothing."""

    title: str = ""
    """The headline, without the name of the site behind it."""
    author: str = ""
    """The authors, joined by commas."""
    outlet: str = ""
    """The name of the site."""
    published: str = ""
    """When it was published, as the page writes it."""
    language: str = ""
    """BCP 47 language."""
    url: str = ""
    """Its canonical address (RFC 6596)."""
    summaries: tuple[str, ...] = ()
    """Its descriptions of the story."""
    picture: Picture | None = None
    """The lead picture; None where it is a picture of the site."""
    body: tuple[str, ...] = ()
    """The text of the story (schema.org ``articleBody``), plain or HTML, in its parts, where it is
    free."""
    is_story: bool = False
    """Whether it declares to be an article: by its type in JSON-LD or Open Graph."""
    closed: bool = False
    """Whether it declares the story not to be free (schema.org ``isAccessibleForFree``)."""


def read_metadata(tree: etree._Element, url: str = "") -> Metadata:
    """Return the metadata of the page parsed as ``tree`` and fetched from ``url``."""
    meta = _meta(tree)
    story = described_story(tree, url)
    outlet = _first(meta, _OUTLETS) or _name(story.get("publisher"))
    title = _line(story.get("headline")) or _first(meta, _TITLES) or _heading(tree)
    author = _names(story.get("author") or story.get("creator")) or _first(meta, _AUTHORS)
    published = _line(story.get("datePublished")) or _first(meta, _DATES) or _time(tree)
    language = tree.get("lang") or _line(story.get("inLanguage")) or _first(meta, _LANGUAGES)
    summaries = (_line(story.get("description")), *(meta.get(name) for name in _SUMMARIES))
    return Metadata(
        title=clean_line(_without_site(title, outlet), TITLE_LIMIT),
        author=clean_line(_person(author), AUTHOR_LIMIT),
        outlet=clean_line(outlet, TITLE_LIMIT),
        published=clean_line(published, 100),
        language=_language(language),
        url=_canonical(tree, meta, url),
        picture=_picture(story, meta, url),
        summaries=tuple(dict.fromkeys(filter(None, summaries))),
        body=() if _is_closed(story) else body_parts(story),
        is_story=bool(story) or meta.get("og:type", "").lower() == "article",
        closed=_is_closed(story),
    )


def _meta(tree: etree._Element) -> dict[str, str]:
    """Return the meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = _line(element.get("content"))
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _line(value: Any) -> str:
    """Return a value of JSON or of an attribute as plain text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str):
        return ""
    # Some publishers escape twice, and write markup into fields that are plain text.
    text = entities.unescape(entities.unescape(value[: 8 * TITLE_LIMIT]))
    return clean_line(_TAGS.sub("", text), 4 * TITLE_LIMIT)


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _line(value.get("name") if isinstance(value, dict) else value)


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_person(_name(person)) for person in people[:50]]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _person(name: str) -> str:
    """Return ``name`` without "By" in front of it; empty for an address or a profile page."""
    return "" if "://" in name or name.startswith("@") else _byline().sub("", name).strip()


@cache
def _byline() -> re.Pattern[str]:
    words = "|".join(sorted(all_words("names", "by")))
    return re.compile(rf"^(?:{words})\s+(?=\w)|\s*\|.*$", re.IGNORECASE)


def _picture(story: dict[str, Any], meta: dict[str, str], url: str) -> Picture | None:
    """Return the lead picture: JSON-LD names one or several, by address or as objects."""
    images = story.get("image")
    image = images[0] if isinstance(images, list) and images else images
    if isinstance(image, dict):
        address, words = _line(image.get("url")), _line(image.get("caption"))
    else:
        address, words = _line(image), ""
    for name in _PICTURES:
        if name in meta:
            address = address or meta[name]
            words = words or meta.get(f"{name}:alt", "")
    if not resolve(address, url) or _SITES_OWN.search(urlsplit(address).path):
        return None
    return picture({"src": address, "alt": words}, url)


def _is_closed(story: dict[str, Any]) -> bool:
    """Return whether the story, or a part of it, is declared not to be free."""
    parts = story.get("hasPart")
    nodes = (story, *(parts if isinstance(parts, list) else [parts]))
    return any(
        str(node.get("isAccessibleForFree")).casefold() == "false"
        for node in nodes
        if isinstance(node, dict)
    )


def _heading(tree: etree._Element) -> str:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            text = clean_line("".join(element.itertext())[: 8 * TITLE_LIMIT])
            if text:
                return text
    return ""


def _time(tree: etree._Element) -> str:
    return next((value for e in tree.iter("time") if (value := _line(e.get("datetime")))), "")


def _without_site(title: str, outlet: str) -> str:
    """Return ``title`` without `` - Outlet`` or `` | Outlet`` at its end."""
    if not outlet:
        return title
    return re.sub(rf"\s+[-–—|·•:»]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)


def _language(value: str) -> str:
    found = _LANGUAGE.match(value.strip())
    if not found:
        return ""
    primary, *rest = found[0].replace("_", "-").split("-")
    return "-".join((primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)))


def _canonical(tree: etree._Element, meta: dict[str, str], url: str) -> str:
    """Return the canonical address (RFC 6596), else ``url``; a front page is nobody's story."""
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower())
    for address in (*(link.get("href") for link in links), meta.get("og:url")):
        found = resolve(address, url) if address else ""
        if found and (urlsplit(found).path.strip("/") or not urlsplit(url).path.strip("/")):
            return found
    return resolve(url, "")
