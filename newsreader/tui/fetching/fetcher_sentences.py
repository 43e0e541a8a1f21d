"""Says in sentences what the fetcher reports."""

from collections.abc import Sequence

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.counts import counted, grouped
from newsreader.protocol import FeedDone, HookFailed, Imported, Processed, RuleFailed


def program_failed(event: RuleFailed | HookFailed) -> str:
    """Return what is said of what the user has set up and what failed."""
    if isinstance(event, HookFailed):
        return f"The hook {event.hook}: {event.reason}"
    return f"Rule “{clean_line(event.rule)}”: {event.reason}"


def imported_in_words(event: Imported) -> str:
    """Return in words what an import came to."""
    known = f", {grouped(event.known)} known already" if event.known else ""
    refused = f", {grouped(event.refused)} refused" if event.refused else ""
    return f"{counted(event.added, 'feed')} added{known}{refused}."


def dead_in_words(dead: Sequence[str]) -> str:
    """Return what is said of addresses that a site names as feeds and that are none."""
    if not dead[1:]:
        return f"Named there, but not to be read: {dead[0]}" if dead else ""
    others = counted(len(dead) - 1, "other")
    return f"Named there, but not to be read: {dead[0]} So it is with {others}."


def complaint_of(failed: Sequence[FeedDone]) -> str:
    """Return why feeds could not be read: the reason of the first."""
    first = f"{short_name(failed[0])}: {failed[0].error}"
    return f"{failed_in_words(failed)} could not be read; {first}" if failed[1:] else first


def failed_in_words(failed: Sequence[FeedDone]) -> str:
    """Return which feed could not be read, or how many."""
    return counted(len(failed), "feed") if failed[1:] else short_name(failed[0])


def short_name(event: FeedDone | Processed) -> str:
    """Return as much of a feed's title as leaves room for what is said of it."""
    return clean_line(event.title, NAME_LIMIT)
