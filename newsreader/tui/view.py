"""What a command may ask of the screen: where the user is, to go elsewhere, to ask and to tell."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from newsreader.domain.article import Article
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.quoting.quote import Quote
from newsreader.tui.article.text_units import TextRange, UnitKind
from newsreader.tui.listing.list_density import DensityChoice
from newsreader.tui.listing.sources import Source
from newsreader.tui.look.theme_choice import ThemeChoice
from newsreader.tui.pictures.graphics import Graphics
from newsreader.tui.questions import Question
from newsreader.tui.screen.pane_layout import PaneLayout

Answer = TypeVar("Answer")


class Pane(Protocol):
    """Something with a cursor or a place to scroll."""

    def step(self, by: int) -> None:
        """Go by rows or lines."""

    def half_page(self, by: int) -> None:
        """Go by half a screen."""

    def full_page(self, by: int) -> None:
        """Go by a screen."""

    def jump(self, end: bool) -> None:
        """Go to the beginning or the end."""


class ArticleList(Protocol):
    """The list of articles."""

    cursor: int
    """The index of the current row."""
    lines: int
    """How many lines an article has."""

    @property
    def count(self) -> int:
        """How many articles are listed."""

    @property
    def current(self) -> int | None:
        """The id of the article under the cursor."""

    def article(self, number: int) -> Article | None:
        """Return a row of the list."""

    @property
    def selecting(self) -> bool:
        """Whether rows are being selected."""

    @property
    def selected(self) -> list[int]:
        """The ids of the selected articles, in their order; none where none are selected."""

    def begin_selection(self) -> None:
        """Select the row under the cursor, and those to which it moves from here."""

    def end_selection(self) -> bool:
        """Let the selected rows go; return whether there were any."""

    def go_to(self, article_id: int) -> bool:
        """Put the cursor on an article; return whether it is listed."""

    def start_over(self) -> None:
        """Put the cursor on the first article of the next listing."""


class ArticleText(Protocol):
    """The text of the open article, with the text unit under the cursor and the selection."""

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""

    @property
    def target(self) -> TextRange | None:
        """The selection, else the text unit under the cursor."""

    @property
    def passage(self) -> TextRange | None:
        """The same where it holds words of the text, else None."""

    @property
    def lost(self) -> Highlight | None:
        """The highlight under the cursor where its words are gone from the text."""

    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard."""

    @property
    def selected(self) -> TextRange | None:
        """The selection, however it is made."""

    def full_page(self, by: int) -> None:
        """Scroll by a screen."""

    def begin_jump(self) -> bool:
        """Show a label on each sentence on the screen; return whether there is one."""

    def begin_hints(self) -> bool:
        """Show a label on each link on the screen; return whether there is one."""

    def select_unit(self, unit: TextRange | None) -> None:
        """Put the cursor on a range of the text and bring it on the screen."""

    def step_unit(self, kind: UnitKind, by: int) -> bool:
        """Move the cursor, or the end of a selection, to the next or previous text unit."""

    def step_word(self, by: int) -> None:
        """Move the end of the selection by a word."""

    def step_to_line_edge(self, end: bool) -> None:
        """Move the end of the selection to the beginning or the end of its line."""

    def step_hit(self, by: int) -> bool:
        """Move the cursor to the next word searched for; return whether there is one."""

    @property
    def finding(self) -> bool:
        """Whether something is to be found in this article alone."""

    def begin_selection(self) -> None:
        """Begin a selection at the text unit under the cursor."""

    def widen_selection(self) -> bool:
        """Select whole paragraphs, next the whole text; return whether there was more."""

    def swap_ends(self) -> None:
        """Let the other end of the selection move."""

    def end_selection(self) -> bool:
        """Drop the selection; return whether there was one."""

    @property
    def picture(self) -> tuple[str, str] | None:
        """The address and the caption of the picture under the cursor."""

    def move_tables(self, by: int) -> bool:
        """Move wide tables by cells of the screen; return whether there are any."""

    def follow_inside(self, url: str) -> bool:
        """Go to where a link leads within the article; return whether it does."""

    def turn_to_note(self) -> bool:
        """Go to the note that the sentence refers to, or back; return whether there is one."""


class Sidebar(Protocol):
    """The quotes, highlights, links or headings of the open article."""

    @property
    def current(self) -> Quote | None:
        """The quote under the cursor, where quotes are listed."""

    @property
    def current_range(self) -> TextRange | None:
        """The range of the text that is under the cursor, None where it is gone from the text."""

    @property
    def current_orphan(self) -> Highlight | None:
        """The highlight under the cursor, where highlights are listed and its words are gone."""

    @property
    def current_link(self) -> str:
        """The address under the cursor, where links are listed; else empty."""


class View(Protocol):
    """The screen as commands know it."""

    def edit_settings(self) -> None:
        """Open config.toml in the user's editor."""

    @property
    def panes(self) -> PaneLayout:
        """Which panes are seen, and in which one the user is."""

    @property
    def pane(self) -> Pane:
        """The pane in which the user is."""

    @property
    def rows(self) -> ArticleList:
        """The list of articles."""

    @property
    def text(self) -> ArticleText:
        """The text of the open article."""

    @property
    def sidebar(self) -> Sidebar:
        """What is listed beside the article."""

    @property
    def source(self) -> Source | None:
        """The source under the cursor of the sources."""

    def point_at(self, source: Source) -> None:
        """Put the cursor of the sources on one, or on the folder that it is folded away in."""

    def go_to(self, panes: PaneLayout) -> None:
        """Show the panes like that, and give the focus to the one in which the user is then."""

    def choose(self) -> None:
        """Open what is under the cursor of a pane that has one."""

    def turn_sidebar(self) -> bool:
        """List the next thing beside the article; return whether there is another."""

    def list_links(self) -> bool:
        """List the links of the article beside it; return whether it has any."""

    def open_search(self) -> None:
        """Open the line to search in and go there."""

    def search_for(self, query: str) -> None:
        """Search for something, with the line to search in open, and go to what is found."""

    def open_find(self) -> None:
        """Open the line to find something in the article and go there."""

    def step_found(self, by: int) -> None:
        """Go to the next or previous match in the article, and say which it is."""

    def end_find(self) -> bool:
        """End a find in the article; return whether there was one."""

    def ask(
        self,
        question: Question[Answer],
        then: Callable[[Answer | None], Awaitable[None] | None] | None = None,
    ) -> None:
        """Put a question; ``then`` is called with the answer, None when the user leaves."""

    def say(self, words: str) -> None:
        """Say a result for a moment in the last line."""

    async def find_graphics(self) -> Graphics | None:
        """Return how the terminal shows pictures; None where it may not for want of colours."""

    def browse(self, url: str) -> str:
        """Show an address in the browser; return what became of that."""

    def open_url(self, url: str) -> None:
        """Show an address in the browser, and say what became of that."""

    async def copy(self, words: str) -> str:
        """Put words on the clipboard; return as one sentence who took them, or was only asked."""

    @property
    def themes(self) -> list[str]:
        """The names of the themes."""

    def take_theme(self, name: str) -> ThemeChoice | None:
        """Change to a theme by its name; None where there is none of that name."""

    async def do(self, id_: str, given: str = "") -> None:
        """Carry out another command, with what it takes."""

    def as_svg(self) -> str:
        """Return what the screen shows as an SVG picture."""

    def next_density(self, lines: int = 0) -> DensityChoice:
        """List articles in so many lines, 0 for the next number; return what is to be kept."""

    def begin_tour(self) -> None:
        """Teach six keys, from the list on."""

    def open_palette(self) -> None:
        """Let the user find a command by name."""

    def suspend(self) -> None:
        """Stop the app until the shell lets it go on."""

    async def leave(self) -> None:
        """End the app, with everything kept."""
