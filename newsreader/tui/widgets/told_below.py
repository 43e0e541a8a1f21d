"""Words under a pane, which take no room while there are none."""

from textual.content import Content
from textual.widgets import Static


class ToldBelow(Static):
    """Says something of what is under the cursor of the pane above."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)

    def tell(self, words: str) -> None:
        """Say something else; an empty string says nothing."""
        content = Content(words)
        if self.content != content:  # an update lays the whole screen out anew
            self.display = bool(words)
            self.update(content)
