"""Takes the links of an article: opens, follows, saves and copies them, and comes back."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.clean import clean_text, shown_url
from newsreader.tui.link_use import LinkUse, choices, prompt
from newsreader.tui.notices import Progress, Reported
from newsreader.tui.questions import AskChoice

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View


@command(
    "link_hints",
    "f",
    group="Reading",
    where=frozenset({ARTICLE, QUOTES}),
    hint="links",
    words="follow, open, hints, url, address",
)
async def link_hints(session: "ReadingSession", view: "View") -> None:
    """Take a link.

    Put a label on every link on the screen; typing it opens the link, with F before it reads its
    page here, with B saves that, with Y copies the address; in the sidebar read the page under the
    cursor here.
    """
    if view.panes.here == QUOTES:
        if url := view.sidebar.current_link:
            await use_link(session, view, url, LinkUse.FOLLOW)
        else:
            view.say("No link is under the cursor; I lists the links.")
    elif view.text.begin_hints():
        view.say(prompt(LinkUse.OPEN))
    else:
        view.say("There is no link on the screen.")


@command(
    "footnote",
    "asterisk",
    group="Reading",
    where=frozenset({ARTICLE}),
    words="reference, endnote",
)
def footnote(session: "ReadingSession", view: "View") -> None:
    """Footnote.

    Go to the note that the sentence under the cursor refers to, and from the note back.
    """
    if not view.text.turn_to_note():
        view.say("This sentence refers to no note.")


@command(
    "download",
    "w",
    group="Reading",
    where=frozenset({LIST, QUOTES}),
    words="save file, podcast, video, audio, play, listen, episode, mp3, enclosure",
)
def download_file(session: "ReadingSession", view: "View") -> None:
    """Download.

    Download the file under the cursor of the sidebar, else the first that comes with the article.
    """
    opened = session.reading.opened
    files = opened.enclosures if opened else ()
    here = view.sidebar.current_link if view.panes.here == QUOTES else ""
    file = next((one for one in files if one.url == here), files[0] if files else None)
    url = here or (file.url if file else "")
    program = session.settings.open.download
    if not url:
        view.say("No file comes with this article.")
    elif not program:
        view.say("“download” under [open] in config.toml says by which program.")
    else:

        async def work() -> None:
            from newsreader.tui.fetching.file_download import (
                download,  # loads the screen; docs do without
            )

            told = await download(program, url, lambda words: session.tell(Progress(words)))
            session.tell(Progress(""))
            session.tell(Reported(told))

        session.begin(work, "")


@command("link_back", "backspace", group="Reading", where=frozenset({ARTICLE, QUOTES}))
def link_back(session: "ReadingSession", view: "View") -> None:
    """Back through the link.

    Open the article whose link led to this one.
    """
    article_id = session.open_through()
    if article_id is None:
        view.say("No article is known whose link led here.")
    else:
        view.rows.go_to(article_id)
        view.go_to(view.panes.at(ARTICLE))


async def use_link(session: "ReadingSession", view: "View", url: str, use: LinkUse) -> None:
    """Do with a link what the user wants."""
    match use:
        case LinkUse.OPEN:
            if not view.text.follow_inside(url):
                view.open_url(url)
        case LinkUse.COPY:
            view.say(await view.copy(clean_text(shown_url(url))))
        case LinkUse.FOLLOW | LinkUse.LATER:
            saves = use is LinkUse.LATER
            await session.fetcher.bring_page(url, session.reading.article_id, save=saves)


def ask_for_use(session: "ReadingSession", view: "View", url: str) -> None:
    """Let the user choose what is done with a link, and do it."""
    uses = choices()

    async def go_on(chosen: int | None) -> None:
        if chosen is not None:
            await use_link(session, view, url, uses[chosen][0])

    view.ask(AskChoice(shown_url(url), [(title, "") for _, title in uses]), go_on)
