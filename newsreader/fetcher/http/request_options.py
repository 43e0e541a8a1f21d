"""What a request carries for one feed by the reader's wish: login, cookie, headers, its name."""

import asyncio
import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import SplitResult, unquote

from newsreader.domain.feed_options import FeedOptions, options_for
from newsreader.fetcher.http.errors import NotProvided
from newsreader.fetcher.http.subprocess_source import run_program

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
"""What a request carries that the reader has no wishes for."""


class RequestOptionsTable:
    """Issues passports by the reader's rules; a password is asked for once."""

    def __init__(self, rules: Sequence[FeedOptions] = ()) -> None:
        self._rules = rules
        self._logins: dict[str, str] = {}
        self._asking = asyncio.Lock()

    async def request_options_for(self, url: str) -> RequestOptions:
        """Return what a request for ``url`` carries; raises NotProvided without a password."""
        rule = options_for(self._rules, url) if self._rules else None
        if rule is None:
            return PLAIN
        own = dict(rule.headers)
        if rule.cookie:
            own["Cookie"] = rule.cookie
        if rule.user:
            async with self._asking:
                if rule.url not in self._logins:
                    self._logins[rule.url] = basic(rule.user, await _password(rule))
            own["Authorization"] = self._logins[rule.url]
        return RequestOptions(own, rule.user_agent, rule.proxy, rule.command, rule.filter)


def basic(user: str, password: str) -> str:
    """Return the Authorization header for a name and a password (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def login_in(address: SplitResult) -> str:
    """Return the Authorization header for the login in an address; empty without one."""
    if address.username is None:
        return ""
    return basic(unquote(address.username), unquote(address.password or ""))


async def _password(rule: FeedOptions) -> str:
    """Return the first line of what the program prints or the file holds."""
    if rule.password_file is not None:
        try:
            said = await asyncio.to_thread(rule.password_file.read_bytes)
        except OSError as error:
            raise NotProvided(
                f"The password file {rule.password_file} cannot be read: {error.strerror}."
            ) from None
    elif rule.password_command:
        said = await run_program(
            rule.password_command, seconds=PASSWORD_SECONDS, limit=_PASSWORD_LIMIT
        )
    else:
        return ""
    first = said.split(b"\n", 1)[0].removesuffix(b"\r")
    return first[:_PASSWORD_LIMIT].decode("utf-8", "replace")
