"""Describes the health of a feed in words, with advice on what the user can do."""

from datetime import datetime, timedelta
from enum import StrEnum

from newsreader.domain.age import MONTHS
from newsreader.frozen import dataclass

FROZEN = timedelta(days=365)
"""A feed without a new article for this long is ``State.FROZEN``."""
OFTEN = 3
"""From this many consecutive failures on, a feed is ``State.BROKEN``."""


class Trouble(StrEnum):
    """Why a feed could not be read; stored with it, so the values stay as they are."""

    NONE = ""
    GONE = "gone"
    MISSING = "missing"
    REFUSED = "refused"
    LOGIN = "login"
    CHALLENGE = "challenge"
    PAGE = "page"
    UNREADABLE = "unreadable"
    BUSY = "busy"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    SETTINGS = "settings"
    OTHER = "other"


class State(StrEnum):
    """The health of a feed, in one word."""

    WELL = "well"
    FROZEN = "frozen"
    """It answers, but has brought nothing for a year."""
    FAILING = "failing"
    """It cannot be read at the moment, which may pass."""
    BROKEN = "broken"
    """It cannot be read until somebody does something."""
    GONE = "gone"
    """Its server said that it is gone for good; it is no longer asked."""


class Remedy(StrEnum):
    """What a user can do about a feed."""

    RETRY = "retry"
    """Ask it again now."""
    ADDRESS = "address"
    """Look for its new address."""
    SITE = "site"
    """Look at its site in the browser."""
    SETTINGS = "settings"
    """Give it a login, or mend what is set for it."""
    REMOVE = "remove"
    """Unsubscribe."""


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What is known of a feed from its last refreshes."""

    error: str = ""
    """Why the last refresh failed, in one sentence."""
    trouble: Trouble = Trouble.NONE
    """Why, as a kind."""
    failures: int = 0
    """How many refreshes in a row have failed."""
    failing_since: datetime | None = None
    """When the first of these was, UTC."""
    newest: datetime | None = None
    """When its newest article was published, UTC."""


@dataclass(frozen=True, slots=True)
class Health:
    """The health of a feed."""

    state: State
    """In one word."""
    sentence: str = ""
    """What is wrong; empty where nothing is."""
    advice: str = ""
    """What to do about it; empty where nothing is wrong."""
    remedy: Remedy = Remedy.RETRY
    """Which of these the advice is about."""


_PASSING = "This passes as a rule; newsreader keeps trying, less and less often."
_LASTING = "If it does not come back, remove it or look for another feed of the same site."

_ADVICE = {
    Trouble.GONE: "Remove it, or look on its site for its successor.",
    Trouble.MISSING: "It may have moved; “newsreader add” with the address of its site finds it.",
    Trouble.REFUSED: "If a browser can open it, its site keeps programs out: write to it, or try "
    "another user_agent for it under [[feed]] in config.toml.",
    Trouble.LOGIN: "A password_file may stand there instead of a password_command; without an "
    "account on its site, remove it.",
    Trouble.CHALLENGE: "Its site lets browsers in only: ask it to let feed readers in, or look "
    "for another of its feeds.",
    Trouble.PAGE: "Open its address in a browser: if that shows the site, “newsreader add” with "
    "the address of the site finds its feed; if it shows a login or a notice, this may pass.",
    Trouble.UNREADABLE: "Its site has to mend it; old articles stay.",
    Trouble.BUSY: "It is left alone as long as its server wants.",
    Trouble.SERVER: _PASSING,
    Trouble.UNREACHABLE: "Look whether the network is up and the address is right; newsreader "
    "keeps trying, less and less often.",
    Trouble.SETTINGS: "Mend its [[feed]] in config.toml, or the proxy that the environment names.",
    Trouble.OTHER: _PASSING,
}
_REMEDIES = {
    Trouble.GONE: Remedy.ADDRESS,
    Trouble.MISSING: Remedy.ADDRESS,
    Trouble.REFUSED: Remedy.SETTINGS,
    Trouble.LOGIN: Remedy.SETTINGS,
    Trouble.CHALLENGE: Remedy.SITE,
    Trouble.PAGE: Remedy.ADDRESS,
    Trouble.SETTINGS: Remedy.SETTINGS,
}
"""What helps; asking again where it is not said."""
_LASTS = frozenset(
    (Trouble.MISSING, Trouble.REFUSED, Trouble.LOGIN, Trouble.CHALLENGE, Trouble.SETTINGS)
)


def health(facts: FeedFacts, now: datetime) -> Health:
    """Return the health at ``now`` of a feed with these facts."""
    if facts.error:
        return Health(
            _failing(facts),
            facts.error,
            _lasts(facts, now) + _advice(facts),
            _REMEDIES.get(facts.trouble, Remedy.RETRY),
        )
    if facts.newest is not None and now - facts.newest >= FROZEN:
        return Health(
            State.FROZEN,
            f"Nothing new since {_month(facts.newest)}.",
            "See on its site whether it goes on elsewhere, or remove it.",
            Remedy.SITE,
        )
    return Health(State.WELL)


def _failing(facts: FeedFacts) -> State:
    if facts.trouble is Trouble.GONE:
        return State.GONE
    if facts.trouble in _LASTS or facts.failures >= OFTEN:
        return State.BROKEN
    return State.FAILING


def _advice(facts: FeedFacts) -> str:
    advice = _ADVICE.get(facts.trouble, _PASSING)
    return _LASTING if advice is _PASSING and facts.failures >= OFTEN else advice


def _lasts(facts: FeedFacts, now: datetime) -> str:
    """Return since when a feed fails, as a sentence, where that is longer than a day."""
    since = facts.failing_since
    if since is None or now - since < timedelta(days=1):
        return ""
    year = f" {since.year}" if since.year != now.year else ""
    return f"It has failed since {since.day} {MONTHS[since.month - 1]}{year}. "


def _month(moment: datetime) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.year}"
