"""Gives each element of a feed one name, whatever prefix or namespace its publisher uses."""

from collections.abc import Mapping

from newsreader.feeds.expat.unsupported import Unsupported

SEPARATOR = "}"
"""What parts namespace, name and prefix in the names that expat hands out."""

_NAMESPACES = """
http://backend.userland.com/rss
http://blogs.law.harvard.edu/tech/rss
http://purl.org/rss/1.0/
http://my.netscape.com/rdf/simple/0.9/
http://example.com/newformat#
http://example.com/necho
http://purl.org/echo/
uri/of/echo/namespace#
http://purl.org/pie/
http://purl.org/atom/ns#
http://www.w3.org/2005/Atom
http://purl.org/rss/1.0/modules/rss091#
http://webns.net/mvcb/ admin
http://purl.org/rss/1.0/modules/aggregation/ ag
http://purl.org/rss/1.0/modules/annotate/ annotate
http://media.tangent.org/rss/1.0/ audio
http://backend.userland.com/blogChannelModule blogChannel
http://creativecommons.org/ns#license cc
http://web.resource.org/cc/ cc
http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html creativeCommons
http://backend.userland.com/creativeCommonsRssModule creativeCommons
http://purl.org/rss/1.0/modules/company co
http://purl.org/rss/1.0/modules/content/ content
http://my.theinfo.org/changed/1.0/rss/ cp
http://purl.org/dc/elements/1.1/ dc
http://purl.org/dc/terms/ dcterms
http://purl.org/rss/1.0/modules/email/ email
http://purl.org/rss/1.0/modules/event/ ev
http://rssnamespace.org/feedburner/ext/1.0 feedburner
http://freshmeat.net/rss/fm/ fm
http://xmlns.com/foaf/0.1/ foaf
http://www.w3.org/2003/01/geo/wgs84_pos# geo
http://www.georss.org/georss georss
http://www.opengis.net/gml gml
http://postneo.com/icbm/ icbm
http://purl.org/rss/1.0/modules/image/ image
http://www.itunes.com/DTDs/PodCast-1.0.dtd itunes
http://example.com/DTDs/PodCast-1.0.dtd itunes
http://purl.org/rss/1.0/modules/link/ l
http://search.yahoo.com/mrss media
http://search.yahoo.com/mrss/ media
http://madskills.com/public/xml/rss/module/pingback/ pingback
http://prismstandard.org/namespaces/1.2/basic/ prism
http://www.w3.org/1999/02/22-rdf-syntax-ns# rdf
http://www.w3.org/2000/01/rdf-schema# rdfs
http://purl.org/rss/1.0/modules/reference/ ref
http://purl.org/rss/1.0/modules/richequiv/ reqv
http://purl.org/rss/1.0/modules/search/ search
http://purl.org/rss/1.0/modules/slash/ slash
http://schemas.xmlsoap.org/soap/envelope/ soap
http://purl.org/rss/1.0/modules/servicestatus/ ss
http://hacks.benhammersley.com/rss/streaming/ str
http://purl.org/rss/1.0/modules/subscription/ sub
http://purl.org/rss/1.0/modules/syndication/ sy
http://schemas.pocketsoap.com/rss/myDescModule/ szf
http://purl.org/rss/1.0/modules/taxonomy/ taxo
http://purl.org/rss/1.0/modules/threading/ thr
http://purl.org/rss/1.0/modules/textinput/ ti
http://madskills.com/public/xml/rss/module/trackback/ trackback
http://wellformedweb.org/commentAPI/ wfw
http://purl.org/rss/1.0/modules/wiki/ wiki
http://www.w3.org/1999/xhtml xhtml
http://www.w3.org/1999/xlink xlink
http://www.w3.org/XML/1998/namespace xml
http://podlove.org/simple-chapters psc
"""
"""The namespaces that feedparser knows, each with its prefix; those of the formats have none."""

_PREFIXES = {
    parts[0].lower(): "".join(parts[1:])
    for line in _NAMESPACES.split("\n")
    if (parts := line.split())
}
_USERLAND = "backend.userland.com/rss"
_VERSIONS = {
    "http://purl.org/rss/1.0/": "rss10",
    "http://www.w3.org/2005/atom": "atom10",
}
_RSS_090 = "http://my.netscape.com/rdf/simple/0.9/"


class Vocabulary:
    """The namespaces of one document, in the order in which they are declared."""

    def __init__(self) -> None:
        self.version = ""
        """The format, in feedparser's terms, as far as a namespace tells it."""
        self._standing_for: dict[str, str] = {}
        self._in_use: dict[str, str] = {}

    def declare(self, prefix: str | None, uri: str | None) -> bool:
        """Take note of a declaration; return whether it may change the name of any element."""
        if not uri:
            return False
        if not self.version:
            known = _VERSIONS.get(uri.lower(), "")
            self.version = "rss090" if not prefix and uri.lower() == _RSS_090 else known
        standard = _standard_prefix(uri)
        if standard is None:
            changed = self._in_use.get(prefix or "") != uri
            self._in_use[prefix or ""] = uri
        else:
            changed = bool(prefix) and self._standing_for.get(prefix or "") != standard
            self._in_use[standard] = uri
            if prefix:
                self._standing_for[prefix] = standard
        return changed

    def name(self, raw: str) -> str:
        """Return the one name of an element: ``title``, ``dc_creator``; lower case."""
        uri, local, _ = split_name(raw)
        if not uri:
            return local.lower()
        prefix = _standard_prefix(uri)
        if prefix is None:
            prefix = next((name for name, used in self._in_use.items() if name and used == uri), "")
        prefix = prefix.lower()
        prefix = self._standing_for.get(prefix, prefix)
        return f"{prefix}_{local.lower()}" if prefix else local.lower()


def named_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by lower-case names; those of known namespaces as ``rdf:about``.

    An attribute of another namespace counts with and without its prefix, as in feedparser.
    """
    named = {}
    for raw, value in attributes.items():
        if SEPARATOR in raw:
            named = _named_in_namespaces(attributes)
            break
        named[raw.lower()] = value
    for name in ("rel", "type"):
        if name in named:
            named[name] = named[name].lower() or named[name]
    return named


def _named_in_namespaces(attributes: Mapping[str, str]) -> dict[str, str]:
    named = {}
    for raw, value in attributes.items():
        uri, local, _ = split_name(raw)
        standard = _PREFIXES.get(uri.lower(), "")
        named[(f"{standard}:{local}" if standard else local).lower()] = value
    for raw, value in attributes.items():
        _, local, prefix = split_name(raw)
        named[(f"{prefix}:{local}" if prefix else local).lower()] = value
    return named


def split_name(raw: str) -> tuple[str, str, str]:
    """Return namespace, local name and prefix of a name as expat hands it out."""
    parts = raw.split(SEPARATOR)
    if len(parts) > 3:
        raise Unsupported("a namespace with a brace in it")
    if len(parts) == 1:
        return "", raw, ""
    return parts[0], parts[1], parts[2] if len(parts) == 3 else ""


def _standard_prefix(uri: str) -> str | None:
    """Return feedparser's prefix for a namespace; None for one that it does not know."""
    lower = uri.lower()
    return "" if _USERLAND in lower else _PREFIXES.get(lower)
