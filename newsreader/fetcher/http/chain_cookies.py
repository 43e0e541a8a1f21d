"""Cookies of one chain of redirects: set by a hop, sent to the next, forgotten at its end.

Some servers set a cookie, redirect, and redirect for ever until it comes back. Cookies are
kept for nobody longer than that, so that no reader can be told apart by them.
"""

from http.cookies import CookieError, SimpleCookie

from newsreader.fetcher.http.tls import URL, aiohttp, exactly


class ChainCookies:
    """The cookies of one exchange (RFC 6265); they go back to the origin that set them only."""

    def __init__(self) -> None:
        self._jars: dict[URL, aiohttp.CookieJar] = {}

    def take(self, url: str, fields: tuple[str, ...]) -> None:
        """Keep what ``Set-Cookie`` fields of an answer from ``url`` set."""
        address = exactly(url)
        for field in fields:
            # Hosts that are numbers have cookies, too.
            jar = self._jars.setdefault(address.origin(), aiohttp.CookieJar(unsafe=True))
            try:
                jar.update_cookies(SimpleCookie(field), address)
            except CookieError:
                continue  # one that cannot be read is not sent back

    def join(self, url: str, headers: dict[str, str]) -> dict[str, str]:
        """Return the headers of a request to ``url`` with the cookies that belong to it."""
        address = exactly(url)
        jar = self._jars.get(address.origin())
        pairs = [] if jar is None else jar.filter_cookies(address).values()
        sent = [f"{one.key}={one.coded_value}" for one in pairs]
        if not sent:
            return headers
        own = headers.get("Cookie")
        return headers | {"Cookie": "; ".join([own, *sent] if own else sent)}
