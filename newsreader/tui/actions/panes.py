"""Shows and hides panes, changes the theme."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.domain.counts import counted, enumerated
from newsreader.tui.listing.list_density import NAMES, keep_density
from newsreader.tui.look.theme_choice import keep_theme
from newsreader.tui.questions import AskChoice
from newsreader.tui.screen.pane_layout import NARROW, ROOMY
from newsreader.tui.screen.pane_widths import STEP, keep_widths

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

PANES_GROUP = "Panes"
NOTHING_BESIDE = "There is nothing to list: no quotes, highlights, links or headings."
"""Said where the sidebar would be empty."""


@command(
    "sidebar",
    '" W',
    group=PANES_GROUP,
    hint="sidebar",
    words="quotes, quote pane, panel, layout, quotations",
)
def sidebar(session: "ReadingSession", view: "View") -> None:
    """Sidebar.

    Show or hide who said what, your marks, the links and the headings; a ? there means probably.
    """
    if view.panes.sidebar_empty:
        view.say(NOTHING_BESIDE)
        return
    view.go_to(view.panes.with_sidebar_toggled())
    if view.panes.here == SOURCES:  # which may lie over the place of the sidebar
        shown = view.panes.sidebar_shown
        view.say(f"The sidebar is {'shown' if shown else 'hidden'} beside the article.")


@command(
    "sidebar_tab",
    "' V",
    group=PANES_GROUP,
    hint="next tab",
    words="marks, my marks, headings, outline, contents, toc",
)
def sidebar_tab(session: "ReadingSession", view: "View") -> None:
    """Next tab of the sidebar.

    List the quotes, your marks, the links or the headings of the article.
    """
    layout = view.panes
    if not layout.has_sidebar:
        view.say(NOTHING_BESIDE)
    elif QUOTES not in layout.reachable or (layout.width < ROOMY and layout.here != QUOTES):
        view.go_to(layout.at(QUOTES))
    elif not view.turn_sidebar():
        view.say("This article has nothing else to list.")


@command(
    "links",
    "I",
    group=PANES_GROUP,
    where=frozenset({LIST, ARTICLE, QUOTES}),
    words="link, urls, hyperlink, references, citations",
)
def links(session: "ReadingSession", view: "View") -> None:
    """Links.

    Go to the links of the article, at the one where you are; Enter opens it in the browser.
    """
    if view.list_links():
        view.go_to(view.panes.at(QUOTES))
    else:
        view.say("This article has no links.")


@command("sources", "S", group=PANES_GROUP, words="feeds, feed list, subscriptions")
def sources(session: "ReadingSession", view: "View") -> None:
    """Sources.

    Go to the list of feeds; from there, hide it.
    """
    layout = view.panes
    there = layout.here == SOURCES
    view.go_to(layout.without_sources().at(LIST) if there else layout.with_sources())


@command(
    "wider", ">", group=PANES_GROUP, words="width, size, resize, bigger, zoom, font size, layout"
)
async def wider(session: "ReadingSession", view: "View") -> None:
    """Wider.

    Make the pane one is in wider; the article gives or takes the room.
    """
    await _widen(session, view, STEP)


@command(
    "narrower",
    "<",
    group=PANES_GROUP,
    words="width, size, resize, smaller, zoom, font size, layout",
)
async def narrower(session: "ReadingSession", view: "View") -> None:
    """Narrower.

    Make the pane one is in narrower.
    """
    await _widen(session, view, -STEP)


async def _widen(session: "ReadingSession", view: "View", by: int) -> None:
    before, layout = view.panes, view.panes.widened(by)
    if layout.columns == before.columns:
        view.say("One pane has the whole width." if layout.width < NARROW else "That is the limit.")
        return
    view.go_to(layout)
    await session.change(lambda: keep_widths(session.library, layout.widths))


@command(
    "density",
    "L",
    group=PANES_GROUP,
    words="lines, compact, cosy, set lines, set density, row height, spacing, size",
    takes="1, 2 or 3",
)
async def density(session: "ReadingSession", view: "View", lines: str = "") -> None:
    """Density of the list.

    List each article in one line, two or three: compact, normal or cosy.
    """
    if lines not in ("", "1", "2", "3"):
        view.say("An article has 1, 2 or 3 lines in the list.")
        return
    choice = view.next_density(int(lines or 0))
    await session.change(lambda: keep_density(session.library, choice))
    view.say(f"{NAMES[choice.chosen - 1]}: {counted(choice.chosen, 'line')} an article.")


@command(
    "theme",
    group=PANES_GROUP,
    words="themes, set theme, dark or light, colour scheme, colours, colors, color, colour, dark, "
    "light, night, dark mode, light mode, appearance",
    takes="a name",
)
async def theme(session: "ReadingSession", view: "View", name: str = "") -> None:
    """Theme.

    Choose the colours: dark, light, paper, of high contrast, your own, or as the terminal is.
    """

    async def take(name: str) -> None:
        choice = view.take_theme(name.casefold())
        if choice is None:
            view.say(f"There is no theme {name}; there are {enumerated(view.themes)}.")
            return
        await session.change(lambda: keep_theme(session.library, choice))
        view.say(f"The theme is {choice.chosen}.")

    async def choose(index: int | None) -> None:
        if index is not None:
            await take(names[index])

    if name:
        await take(name)
        return
    names = view.themes
    about = {"auto": "dark or light, as the terminal is"}
    view.ask(AskChoice("Theme", [(one, about.get(one, "")) for one in names]), choose)
