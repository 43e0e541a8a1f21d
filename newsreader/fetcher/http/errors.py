"""Defines the errors of a fetch, and sorts them by what the user can do about them."""

from datetime import datetime

from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.domain.errors import (
    FeedError,
    FetchError,
    LoginRefused,
    NewsreaderError,
    NotProvided,
)
from newsreader.domain.health import Trouble

_STATUSES = {403: Trouble.REFUSED, 404: Trouble.MISSING, 410: Trouble.GONE, 429: Trouble.BUSY}


class RefusedByServer(FetchError):
    """The server answered, but not with what was asked for."""

    def __init__(
        self,
        reason: str,
        status: int,
        retry_after: int | None,
        *,
        host: str = "",
        challenge: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status = status
        """The status of the answer."""
        self.retry_after = retry_after
        """How many seconds the server wants to be left alone; None when it does not say."""
        self.host = host
        """Which host said so."""
        self.challenge = challenge
        """Whether it wants to see a browser first."""


class HostBackingOff(FetchError):
    """A host asked to be left alone, and was not asked."""

    def __init__(self, host: str, until: datetime) -> None:
        super().__init__(
            f"{host} asked to be left alone until {until.astimezone():%H:%M} and was not asked."
        )
        self.until = until
        """Until when, UTC."""


class OddAnswer(FetchError):
    """The server answered 304 to a request without validators."""


class Unreachable(FetchError):
    """No server answered."""


class ProxyLoginRefused(LoginRefused):
    """A proxy wants a login, or refused the one it got."""

    def __init__(self, host: str) -> None:
        super().__init__(
            clean_line(
                f"The proxy on the way to {host} wants a login: write it into the address of the "
                "proxy, as in http://name:password@proxy.example.",
                REASON_LIMIT,
            )
        )


def trouble_of(error: NewsreaderError) -> Trouble:
    """Return the kind of trouble that an error is."""
    match error:
        case RefusedByServer(challenge=True):
            return Trouble.CHALLENGE
        case RefusedByServer(status=status):
            return _STATUSES.get(status, Trouble.SERVER if status >= 500 else Trouble.OTHER)
        case NotProvided() | ProxyLoginRefused():
            return Trouble.SETTINGS
        case LoginRefused():
            return Trouble.LOGIN
        case Unreachable():
            return Trouble.UNREACHABLE
        case FeedError(trouble=trouble):
            return trouble
    return Trouble.OTHER
