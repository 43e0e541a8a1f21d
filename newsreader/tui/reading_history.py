"""Remembers which articles were read since the start, to go back and forward through them."""

LIMIT = 500
"""How many articles are remembered at most; the oldest are forgotten first."""


class ReadingHistory:
    """Articles by their ids in the order in which they were opened, and at which one is.

    As in a browser: what is opened after a step back takes the place of what came after it.
    """

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._at = -1

    def visit(self, article_id: int) -> None:
        """Take note that an article is opened; nothing where it is the one at which one is."""
        if self._ids[self._at : self._at + 1] == [article_id]:
            return
        self._ids[self._at + 1 :] = [article_id]
        self._ids = self._ids[-LIMIT:]
        self._at = len(self._ids) - 1

    def step(self, by: int, shown: int | None) -> int | None:
        """Go to the article before (``by`` -1) or after and return it; None where there is none.

        While another article is ``shown``, as a preview, the last one read comes before it.
        """
        at = self._at + by
        if by < 0 and self._at >= 0 and self._ids[self._at] != shown:
            at = self._at
        if not 0 <= at < len(self._ids):
            return None
        self._at = at
        return self._ids[at]

    def forget(self, article_id: int) -> None:
        """Leave out an article that is gone; one is at the one before it then."""
        before = self._ids[: self._at + 1].count(article_id)
        self._ids = [one for one in self._ids if one != article_id]
        self._at -= before
