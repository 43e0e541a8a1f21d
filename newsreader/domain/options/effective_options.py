"""Decides which options hold for a feed: a table of config.toml, else what was set otherwise.

A ``[[feed]]`` table goes on to apply to a feed that has moved, by the address where it was. What
it holds that is secret is not sent to another server then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from urllib.parse import SplitResult, urlsplit

from newsreader.domain.clean import shown_url
from newsreader.domain.counts import enumerated
from newsreader.domain.options.feed_options import FeedOptions, FullText, options_for

SECRETS = ("user", "password_command", "password_file", "cookie", "headers")
"""The fields of ``FeedOptions`` that one server may know and no other."""


@dataclass(frozen=True, slots=True)
class OwnOptions:
    """What the user set for a feed by command or in the app; the names are ``FeedOptions``'s."""

    interval: timedelta | None = None
    """How often it is asked by itself; None as often as it publishes."""
    full_text: FullText | None = None
    """Whether pages are fetched; None as the settings say."""
    keep: timedelta | None = None
    """How long its articles are kept, or ``FOREVER``; None as the settings say."""
    user_agent: str = ""
    """What newsreader calls itself; empty for its name."""
    proxy: str = ""
    """The proxy to go through, without a login; empty for none of its own."""


OWN = tuple(one.name for one in fields(OwnOptions))
"""The options that can be set by command and in the app."""


@dataclass(frozen=True, slots=True)
class EffectiveOptions:
    """The options that hold for a feed, and where they come from."""

    options: FeedOptions
    """What holds."""
    table: FeedOptions | None = None
    """The table of config.toml that applies, as it is written; None for none."""
    former: str = ""
    """The former address of the feed by which the table applies; empty where it does by now's."""
    withheld: tuple[str, ...] = ()
    """What of the table is not sent, as the feed is on another server than it names."""

    def is_of_table(self, name: str) -> bool:
        """Return whether the table says the option of this name."""
        return self.table is not None and is_set(getattr(self.table, name))

    def note(self, url: str) -> str:
        """Return what the user should know of a table that names a former address; or nothing."""
        if self.table is None or not self.former:
            return ""
        named = self.table.url
        place = shown_url(named) if "//" in named else named
        told = f"Its table in config.toml names {place}, where it was before it moved"
        if not self.withheld:
            return f"{told}; the table still applies."
        are = "are" if self.withheld[1:] else "is"
        return (
            f"{told}; {enumerated(self.withheld)} {are} not sent to another server: write "
            f"{shown_url(url)} there."
        )


def is_set(value: object) -> bool:
    """Return whether an option says anything."""
    return value is not None and value != "" and value != () and value != {}


def effective_options(
    configured: Sequence[FeedOptions],
    url: str,
    former: Sequence[str] = (),
    own: OwnOptions | None = None,
) -> EffectiveOptions:
    """Return the options of the feed at ``url``, which was at the addresses ``former`` before."""
    table, place = table_for(configured, url, former)
    options = table or FeedOptions("")
    withheld: tuple[str, ...] = ()
    if table is not None and place != url and not _is_same_server(place, url):
        plain = FeedOptions("")
        withheld = tuple(name for name in SECRETS if is_set(getattr(table, name)))
        options = replace(options, **{name: getattr(plain, name) for name in withheld})
    for name in OWN:
        if own is not None and not is_set(getattr(options, name)):
            options = replace(options, **{name: getattr(own, name)})
    return EffectiveOptions(options, table, place if place != url else "", withheld)


def table_for(
    configured: Sequence[FeedOptions], url: str, former: Sequence[str] = ()
) -> tuple[FeedOptions | None, str]:
    """Return the table that applies to a feed, and the address of the feed by which it does.

    What matches the present address goes before what matches a former one.
    """
    if (found := options_for(configured, url)) is not None:
        return found, url
    matching = [
        (found, place) for place in former if (found := options_for(configured, place)) is not None
    ]
    return max(matching, key=lambda one: ("//" in one[0].url, len(one[0].url)), default=(None, url))


def _is_same_server(before: str, now: str) -> bool:
    """Return whether a secret of one address may be sent to another: only https may have come."""
    one, other = urlsplit(before), urlsplit(now)
    if one.hostname != other.hostname:
        return False
    if (one.scheme, _port(one)) == (other.scheme, _port(other)):
        return True
    return (one.scheme, _port(one), other.scheme, _port(other)) == ("http", 80, "https", 443)


def _port(parts: SplitResult) -> int:
    return parts.port or {"https": 443}.get(parts.scheme, 80)
