"""Decides where a request may go: the next hop of a redirect, who gets a login."""

import ipaddress
import re
import socket
from contextlib import suppress
from functools import lru_cache
from html import unescape
from urllib.parse import SplitResult, urljoin, urlsplit

from newsreader.domain.clean import clean_url
from newsreader.domain.errors import FetchError

_LOCAL_NAME = re.compile(r"localhost|.+\.(?:localhost|local|internal|home\.arpa)")
_CARRIERS = tuple(ipaddress.ip_network(one) for one in ("::/96", "::ffff:0:0/96", "64:ff9b::/96"))
"""The IPv6 addresses whose end is one of IPv4 (RFC 4291 §2.5.5, RFC 6052 §2.1)."""

_META_REFRESH = re.compile(
    rb"""<meta\s[^>]{0,200}?http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}?"""
    rb"""content\s*=\s*["']?\s*[0-5]\s*;\s*url\s*=\s*['"]?([^"'>\s]{1,2000})""",
    re.IGNORECASE,
)
_LOOKED_AT = 4096


def meta_refresh(body: bytes) -> str:
    """Return where a page that stands for a redirect leads to; empty where it does not.

    It says so in its head, within five seconds (HTML, the ``refresh`` pragma).
    """
    found = _META_REFRESH.search(body[:_LOOKED_AT])
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def next_hop(current: str, location: str) -> str:
    """Return the address that ``current`` redirects to, absolute and without a login.

    Raises FetchError where it leaves http and https, or leads from the open internet to this
    machine or its network: such a redirect would turn newsreader against its user's network.
    """
    host = urlsplit(current).hostname or ""
    try:
        target = clean_url(urljoin(current, location))
    except ValueError:
        target = ""
    if not target:
        raise FetchError(f"{host} redirects to something that is not a web address.")
    parts = urlsplit(target)
    if is_local(parts.hostname or "") and not is_local(host):
        raise leads_inside(host)
    return without_login(parts)


def leads_inside(host: str, how: str = "redirects") -> FetchError:
    """Return the error for what leads from ``host`` into the local network."""
    return FetchError(f"{host} {how} into the local network, which is refused.")


@lru_cache(maxsize=4096)  # asked several times for each request, of the same few hosts
def is_local(host: str) -> bool:
    """Whether ``host`` by its name or number is this machine or in a private network.

    Numbers are those of the IANA special-purpose registries (RFC 6890).
    """
    name = host.partition("%")[0].lower().rstrip(".")
    number = _number(name)
    if number is None:
        return _LOCAL_NAME.fullmatch(name) is not None
    if isinstance(number, ipaddress.IPv6Address):
        if number.sixtofour:
            number = number.sixtofour
        elif any(number in carrier for carrier in _CARRIERS):
            number = ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    return not number.is_global


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the number that ``host`` is, in whatever form it is connected to; None for a name."""
    with suppress(ValueError):
        return ipaddress.ip_address(host)
    with suppress(OSError, ValueError):
        # 127.1, 0x7f.1, 2130706433: old forms that the system still takes (inet_aton(3)).
        return ipaddress.IPv4Address(socket.inet_aton(host))
    return None


def without_login(parts: SplitResult) -> str:
    """Return an address without name, password and fragment."""
    if parts.fragment or "@" in parts.netloc:
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
    return parts.geturl()


def same_origin(first: SplitResult, other: SplitResult) -> bool:
    """Whether a login given for ``first`` may be sent to ``other``.

    The origin must be the same (RFC 6454 §4), but the step from http to https on the usual
    ports is safe and common.
    """
    origin = _origin(other)
    upgraded = ("https", first.hostname, 443)
    return _origin(first) == origin or (
        _origin(first) == ("http", first.hostname, 80) and origin == upgraded
    )


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
