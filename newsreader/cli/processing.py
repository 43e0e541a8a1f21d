"""Has articles processed before a command shows what is in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.invocation import Invocation
from newsreader.cli.output import note
from newsreader.domain.counts import counted

if TYPE_CHECKING:
    from newsreader.library import Library


def process(invocation: Invocation, library: "Library", ids: Sequence[int]) -> None:
    """Have those of these articles processed that are in the processing queue."""
    if waiting := library.unprocessed(ids):
        invocation.fetch(lambda fetcher: fetcher.process_now(waiting))


def tell_of_waiting(library: "Library") -> None:
    """Say how many articles cannot be found by their words or speakers yet."""
    if count := library.count_unprocessed():
        waiting = counted(count, "article is", "articles are")
        note(f"{waiting} listed but not read through yet; “newsreader refresh” does that.")
