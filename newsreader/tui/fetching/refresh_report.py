"""Follows a refresh from its beginning to its end: how far it is, what fails, what it brings."""

from collections.abc import Callable

from newsreader.domain.counts import counted, grouped
from newsreader.protocol import FeedDone, Finished
from newsreader.tui.fetching.fetcher_sentences import complaint_of, failed_in_words, short_name
from newsreader.tui.notices import (
    Changed,
    Complained,
    Doing,
    Notice,
    Progress,
    Refreshing,
    Reported,
    Said,
)


class RefreshReport:
    """What is told of the refresh that runs, if one does."""

    def __init__(self, tell: Callable[[Notice], object]) -> None:
        self._tell = tell
        self._failed: list[FeedDone] = []
        self.asked = False
        """Whether the user has asked for it, and waits for what it comes to."""
        self.imported = ""
        """What the import came to whose feeds it fetches, as one sentence."""
        self.is_fetching = False
        """Whether feeds are being fetched, which empty lists tell."""

    def expect(self) -> None:
        """Take note that feeds are about to be fetched."""
        if not self.is_fetching:
            self.is_fetching = True
            self._tell(Changed())

    def begin(self, feeds: int) -> None:
        """Tell that so many feeds are fetched."""
        self._failed = []
        self.expect()
        self._tell(Doing(f"refreshing 0 of {counted(feeds, 'feed')}"))
        self._tell(Refreshing(0))

    def take_feed(self, event: FeedDone) -> None:
        """Tell how far it is."""
        of = f"{grouped(event.done)} of {counted(event.total, 'feed')}"
        self._tell(Progress(f"refreshing {of}"))
        self._tell(Refreshing(event.done / max(1, event.total)))
        if event.error:
            self._failed.append(event)
        if event.note:
            self._tell(Reported(f"{short_name(event)}: {event.note}"))

    def finish(self, event: Finished) -> None:
        """Tell what it brought, and what failed: more of that where the user has asked for it.

        What the lists say is left as it is, as what was brought is shown in a moment.
        """
        self._tell(Progress(""))
        new, failed = event.new, self._failed
        said = [f"{counted(new, 'new article')}."] if new else []
        if self.asked:
            if failed:
                self._tell(Complained(complaint_of(failed)))
            if not said and (event.unchanged or not failed):
                said = ["Nothing new."]
            if self.imported:
                said.insert(0, self.imported)
        elif failed:
            said.append(f"{failed_in_words(failed)} could not be read; ! says why.")
        if said:
            self._tell(Said(" ".join(said)))
        self.is_fetching = False
        self.end()

    def end(self) -> None:
        """Tell that it is over, whatever it ends by."""
        self.asked, self.imported = False, ""
        self._tell(Refreshing(None))
        if self.is_fetching:
            self.is_fetching = False
            self._tell(Changed())
