"""Tells which addresses lead to the same page, and which to the same feed."""

import re
from urllib.parse import SplitResult, quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]")
"""What need not be escaped (RFC 3986 §2.3)."""
_SAFE = "!$%&'()*+,/:;=?@[]~-._"
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|mc_[ce]id|_hs\w+|__hs\w+|_g[al]|mkt_tok|vero_\w+|oly_\w+|ns_\w+|pk_\w+|mtm_\w+"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh(?:id)?"
    r"|wickedid|s_cid|xtor|cmpid|ito|cmp|ftag|smid|emc|partner|traffic_source",
    re.IGNORECASE,
)
"""Names of parameters that tell where a visitor comes from, and nothing of the page."""
_ORIGIN = re.compile(r"(?:ref|source|src|from|via|feed|xrs)=[\w.-]*(?:rss|feed|atom)[\w.-]*", re.I)
"""Parameters that do so by their values."""
_SESSION = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|cfid|cftoken)=.*|s(?:id)?=[0-9a-f]{16,}",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#;]*|/\(S\(\w+\)\)", re.IGNORECASE)
_NO_ANCHOR = re.compile(
    r"|rss|top|:~:.*|more(?:-\d+)?|(?:xtor|ref|source|utm_\w+|at_\w+)=.*", re.IGNORECASE
)
"""Fragments that are no place on a page."""
_COUNTER = re.compile(r"#\d{1,3}$")
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_SUFFIX = re.compile(r"[-_.][^\d]*")
_LEAST = 4
"""How many letters the beginnings of two slugs must share at least."""


def page_key(url: str) -> str:
    """Return what all spellings of the address of a page share; empty where it is none.

    Scheme, ``www.``, default port, last slash, order of parameters, tracking parameters and
    session ids do not count, nor does a fragment that is no place on the page: a live page has
    stories of their own at its anchors.
    """
    parts = _split(url)
    if parts is None:
        return ""
    kept = sorted(
        one
        for one in _normal(parts.query).split("&")
        if one
        and not _TRACKING.fullmatch(one.partition("=")[0])
        and not _ORIGIN.fullmatch(one)
        and not _SESSION.fullmatch(one)
    )
    anchor = "" if _NO_ANCHOR.fullmatch(parts.fragment) else f"#{_normal(parts.fragment)}"
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{_host(parts).removeprefix('www.')}{_path(parts)}{query}{anchor}"


def id_key(identifier: str) -> str:
    """Return what all spellings of an id that is an address share; empty for other ids.

    Some publishers count the versions of a story in its fragment (``#0``, ``#1``).
    """
    return page_key(_COUNTER.sub("", identifier))


def feed_key(url: str) -> str:
    """Return what all spellings of the address of a feed share.

    http and https, upper case in the host, a default port, an empty query, fragments and
    needless percent-encoding make no other feed. A last slash, ``www.`` and every parameter do.
    """
    parts = _split(url)
    if parts is None:
        return url
    login = parts.netloc.rpartition("@")[0]
    query = f"?{_normal(parts.query)}" if parts.query else ""
    return f"{login}@{_host(parts)}{_normal(parts.path) or '/'}{query}"


def loose_feed_key(url: str) -> str:
    """Return what addresses share that mostly, but not surely, are those of one feed.

    It is ``feed_key`` without ``www.`` and last slashes.
    """
    login, _, rest = feed_key(url).partition("@")
    place, query, asked = rest.removeprefix("www.").partition("?")
    return f"{login}@{place.rstrip('/')}{query}{asked}"


def is_story_page(url: str) -> bool:
    """Return whether an address may be that of one story: not a front page, ``/status``."""
    parts = _split(url)
    if parts is None:
        return False
    return bool(re.search(r"[^/]/[^/]|[\d-]", _path(parts))) or bool(re.search(r"\d", parts.query))


def has_slug(url: str) -> bool:
    """Return whether an address is as only that of one story is: a number, slug or anchor."""
    parts = _split(url)
    if parts is None:
        return False
    path = _path(parts)
    slug = re.search(r"\w[-_]\w", path.rpartition("/")[2]) or re.search(r"\d", path + parts.query)
    return slug is not None or not _NO_ANCHOR.fullmatch(parts.fragment)


def are_related(one: str, other: str) -> bool:
    """Return whether two addresses may be of one story whose address was changed.

    That is: another host or query with the same path, the same number of five digits or more,
    or a slug that goes on without a digit (``report-2`` is a second report).
    """
    first, second = _split(one), _split(other)
    if first is None or second is None or first.fragment != second.fragment:
        return False
    path, place = _path(first), _path(second)
    same_host = _host(first).removeprefix("www.") == _host(second).removeprefix("www.")
    if path == place:
        return has_slug(first._replace(query="").geturl()) and (
            same_host or first.query == second.query
        )
    if not same_host or first.query != second.query:
        return False
    if numbers := _NUMBER.findall(path):
        return numbers == _NUMBER.findall(place)
    shorter, longer = sorted((path, place), key=len)
    slug = shorter.rpartition("/")[2]
    return (
        len(slug) >= _LEAST
        and longer.startswith(shorter)
        and _SUFFIX.fullmatch(longer[len(shorter) :]) is not None
        and "/" not in longer[len(shorter) :]
    )


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address of the web; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _PORTS and parts.hostname else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


def _path(parts: SplitResult) -> str:
    return _normal(_SESSION_IN_PATH.sub("", parts.path)).rstrip("/")


def _normal(text: str) -> str:
    """Return a part of an address with only that escaped which must be (RFC 3986 §6.2.2)."""
    if text.isascii() and "%" not in text:
        return text
    return _ESCAPED.sub(_unescaped, quote(text, safe=_SAFE))


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if _PLAIN.fullmatch(letter) else match[0].upper()
