"""The title of a pane: what is in it, and where it has the whole screen, the way there and back."""

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed
from newsreader.tui.screen.title_line import MARGIN, TitleLine, draw_rule, draw_title


class PaneTitle(Themed):
    """One line over a pane, in line with the text of that, and a rule."""

    way: reactive[tuple[str, ...]] = reactive(())
    """The steps to what is in the pane, which is the last of them."""
    counts: reactive[str] = reactive("")
    """What is told of it behind the way, which is cut before that."""
    back: reactive[tuple[str, str]] = reactive(("", ""))
    """The key that leads back and where to, empty where nothing is to be said of that."""
    margin: reactive[int] = reactive(MARGIN)
    """Cells left of it."""
    active: reactive[bool] = reactive(False)
    """Whether the keys go to the pane."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id, classes="pane-title")
        self.glyphs = glyphs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and the rule under it."""
        return 2

    def render_line(self, y: int) -> Strip:
        """Return the title, or the rule under it."""
        palette, width = self.palette, self.size.width
        if y:
            return self.glyphs.fit(Strip(draw_rule(self.active, width, palette, self.glyphs)))
        line = TitleLine(self.way, self.counts, self.back, self.margin, self.active)
        segments = draw_title(line, width, palette, self.glyphs)
        strip = Strip(segments).adjust_cell_length(width, palette.style(palette.dim))
        return self.glyphs.fit(strip)
