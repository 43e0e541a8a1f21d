"""Finds the proxy that the environment names for an address."""

import ipaddress
from contextlib import suppress
from urllib.parse import SplitResult
from urllib.request import getproxies, proxy_bypass

from newsreader.domain.errors import NotProvided
from newsreader.domain.options.proxy import PROXY_RULE, clean_proxy
from newsreader.fetcher.http.redirects import is_local


def environment_proxy(parts: SplitResult) -> str:
    """Return the proxy for an address; empty where it is asked directly.

    The variables are ``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy``; macOS and
    Windows have settings of their own. Local addresses are always asked directly. Raises
    NotProvided for a proxy that cannot be used: nothing goes out another way than told.
    """
    host = parts.hostname or ""
    if is_local(host):
        return ""
    named = getproxies()
    proxy = named.get(parts.scheme) or named.get("all") or _system_socks(named)
    if not proxy or _is_exempt(parts, named.get("no", "")):
        return ""
    try:
        return clean_proxy(proxy)
    except ValueError:
        raise NotProvided(
            f"The proxy that the environment names for {parts.scheme} {PROXY_RULE}."
        ) from None


def _system_socks(named: dict[str, str]) -> str:
    """Return the SOCKS proxy of the system's settings, which Python gives as ``http``."""
    place = named.get("socks", "").rpartition("://")[2]
    return place and f"socks5h://{place}"


def _is_exempt(parts: SplitResult, exempt: str) -> bool:
    """Return whether ``no_proxy`` names the host, with or without its port, or its network."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if proxy_bypass(host) or proxy_bypass(f"{host}:{port}"):
        return True
    with suppress(ValueError):
        number = ipaddress.ip_address(host)
        return any(number in network for network in _networks(exempt))
    return False


def _networks(exempt: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    found: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
    for entry in exempt.split(","):
        if "/" in entry:
            with suppress(ValueError):
                found.append(ipaddress.ip_network(entry.strip(), strict=False))
    return found
