"""Offers a shell the words that a command may take: feeds, folders, views, tags, queries."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from newsreader.cli.invocation import Invocation
from newsreader.domain.clean import clean_line
from newsreader.domain.query.completion import complete

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from newsreader.library.names_at_hand import NamesAtHand

Offer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]
"""Returns the words that begin as what is typed does."""


def offer_query(
    context: click.Context, _: click.Parameter, typed: str
) -> "list[CompletionItem[str]]":
    """Offer the fields of a query, and the values that the library has for them."""
    found = complete(typed, len(typed), _names(context).catalog)
    return _items((one.applied(typed)[0], one.about) for one in found)


def offer_files(
    context: click.Context, parameter: click.Parameter, typed: str
) -> "list[CompletionItem[str]]":
    """Offer files."""
    return click.File().shell_complete(context, parameter, typed)


def offer_words(words: Callable[[], Iterable[str]]) -> Offer:
    """Return what offers the words that a call returns."""
    return lambda _context, _parameter, typed: beginning(words(), typed)


def _offering(select: Callable[["NamesAtHand"], Iterable[str]]) -> Offer:
    return lambda context, _, typed: beginning(map(clean_line, select(_names(context))), typed)


offer_feeds = _offering(lambda names: names.catalog.feeds)
"""Offers the titles of feeds."""
offer_folders = _offering(lambda names: names.catalog.folders)
"""Offers folders."""
offer_places = _offering(lambda names: (*names.catalog.feeds, *names.catalog.folders, "/"))
"""Offers feeds, and the folders into which they are moved."""
offer_views = _offering(lambda names: names.views)
"""Offers saved views."""
offer_tags = _offering(lambda names: names.catalog.tags)
"""Offers tags."""
offer_rules = _offering(lambda names: names.catalog.rules)
"""Offers rules."""
offer_speakers = _offering(lambda names: names.catalog.speakers)
"""Offers those who are quoted."""


def _names(context: click.Context) -> "NamesAtHand":
    from newsreader.library.names_at_hand import names_at_hand

    return names_at_hand(context.ensure_object(Invocation).places.database)


def beginning(words: Iterable[str], typed: str) -> "list[CompletionItem[str]]":
    """Return those of the words that begin as what is typed does, in any case."""
    begun = typed.casefold()
    return _items((one, "") for one in words if one.casefold().startswith(begun))


def _items(found: Iterable[tuple[str, str]]) -> "list[CompletionItem[str]]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=about or None) for word, about in found]
