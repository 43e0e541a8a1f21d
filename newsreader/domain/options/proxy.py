"""Reads the address of a proxy, as settings and the environment name it."""

from urllib.parse import urlsplit

from newsreader.domain.clean import clean_url

SOCKS = ("socks5h", "socks5", "socks4a", "socks4", "socks")
"""The schemes of SOCKS proxies; ``socks`` is version 5 (RFC 1928)."""
SCHEMES = ("http", "https", *SOCKS)
"""The schemes of all proxies that can be used."""
PROXY_RULE = (
    "must be an address with a port from 1 to 65535 that begins with http://, https://, "
    "socks5h:// or socks4a://"
)
"""What the address of a proxy has to look like."""
_SOCKS_PORT = 1080


def clean_proxy(text: str) -> str:
    """Return the address of a proxy in its clean form, with the port of a SOCKS proxy.

    Without a scheme it is ``http``, as for curl(1) and wget(1). Raises ValueError, with
    ``PROXY_RULE``, for what is no such address.
    """
    scheme, colon, place = text.strip().partition("://")
    scheme, place = (scheme.lower(), place) if colon else ("http", scheme)
    address = clean_url(f"http://{place}") if scheme in SCHEMES else ""
    parts = urlsplit(address)
    if not parts.hostname or "%" in parts.hostname or parts.port == 0:
        raise ValueError(PROXY_RULE)
    if scheme in SOCKS:
        port = "" if parts.port else f":{_SOCKS_PORT}"
        return f"{scheme}://{parts.netloc.removesuffix(':')}{port}"
    return scheme + address.removeprefix("http")


def is_socks(proxy: str) -> bool:
    """Return whether a clean address is that of a SOCKS proxy."""
    return proxy.partition("://")[0] in SOCKS
