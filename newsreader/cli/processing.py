"""Has articles digested that are only listed, before a command shows what is in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.invocation import Session
from newsreader.cli.output import note
from newsreader.cli.signals import wait_for

if TYPE_CHECKING:
    from newsreader.library import Library


def digest(session: Session, library: "Library", ids: Sequence[int]) -> None:
    """Have those of these articles digested that wait for it."""
    if waiting := library.waiting(ids):
        wait_for(_digest(session, waiting))


def tell_of_waiting(library: "Library") -> None:
    """Say how many articles cannot be found by their words or speakers yet."""
    if count := library.count_waiting():
        waiting = "1 article is" if count == 1 else f"{count:,} articles are"
        note(f"{waiting} listed but not read through yet; “newsreader refresh” does that.")


async def _digest(session: Session, ids: Sequence[int]) -> None:
    from newsreader.fetcher.service import FetchService  # loads the network; few commands need it

    async with FetchService(session.places.database) as desk:
        await desk.process_now(ids)
