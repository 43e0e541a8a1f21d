"""Turns feed options into what a request carries: login, cookie, headers, proxy, program."""

import asyncio
import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import SplitResult, unquote

from newsreader.domain.errors import NotProvided
from newsreader.domain.options.feed_options import FeedOptions, options_for
from newsreader.programs import run_program

PASSWORD_SECONDS = 60.0
"""How long a password program may take; it may have to ask for a passphrase itself."""
_PASSWORD_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a request carries besides what all requests do."""

    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Headers for the feed's own origin, never sent to another on a redirect."""
    user_agent: str = ""
    """What newsreader calls itself; empty for its name."""
    proxy: str = field(default="", repr=False)
    """The proxy to go through; empty for the environment's."""
    command: tuple[str, ...] = ()
    """The program that prints what is at this address, which is then not asked for."""
    filter: tuple[str, ...] = ()
    """The program that what came goes through."""


PLAIN = RequestOptions()
"""What a request carries for which there are no feed options."""


class RequestOptionsTable:
    """Finds the request options of addresses by feed options; asks for a password once."""

    def __init__(self, feed_options: Sequence[FeedOptions] = ()) -> None:
        self._feed_options = feed_options
        self._logins: dict[str, str] = {}
        self._asking = asyncio.Lock()

    def proxy_of(self, url: str) -> str:
        """Return the proxy that the feed options name for ``url``; empty for none."""
        options = options_for(self._feed_options, url)
        return options.proxy if options else ""

    async def request_options_for(
        self, url: str, options: FeedOptions | None = None
    ) -> RequestOptions:
        """Return what a request for ``url`` carries, by ``options`` or by those that match it.

        Raises NotProvided without a password.
        """
        options = options or options_for(self._feed_options, url)
        if options is None:
            return PLAIN
        own = dict(options.headers)
        if options.cookie:
            own["Cookie"] = options.cookie
        if options.user:
            async with self._asking:
                if options.url not in self._logins:
                    self._logins[options.url] = basic(options.user, await _password(options))
            own["Authorization"] = self._logins[options.url]
        return RequestOptions(
            own, options.user_agent, options.proxy, options.command, options.filter
        )


def basic(user: str, password: str) -> str:
    """Return the Authorization header for a name and a password (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def login_in(address: SplitResult) -> str:
    """Return the Authorization header for the login in an address; empty without one."""
    if address.username is None:
        return ""
    return basic(unquote(address.username), unquote(address.password or ""))


async def _password(options: FeedOptions) -> str:
    """Return the first line of what the program prints or the file holds."""
    if options.password_file is not None:
        try:
            said = await asyncio.to_thread(options.password_file.read_bytes)
        except OSError as error:
            raise NotProvided(
                f"The password file {options.password_file} cannot be read: {error.strerror}."
            ) from None
    elif options.password_command:
        said = await run_program(
            options.password_command, seconds=PASSWORD_SECONDS, limit=_PASSWORD_LIMIT
        )
    else:
        return ""
    first = said.split(b"\n", 1)[0].removesuffix(b"\r")
    return first[:_PASSWORD_LIMIT].decode("utf-8", "replace")
