"""Takes the links of an article: opens them, or copies their addresses."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE
from newsreader.domain.clean import clean_text, shown_url
from newsreader.tui.link_use import LinkUse, choices, prompt
from newsreader.tui.questions import AskChoice

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View


@command(
    "link_hints",
    "f",
    group="Reading",
    where=frozenset({ARTICLE}),
    hint="links",
    words="follow, open, hints, url, address",
)
def link_hints(session: "ReadingSession", view: "View") -> None:
    """Take a link.

    Put a label on every link on the screen; typing it opens the link, with Y before it copies the
    address.
    """
    if view.text.begin_hints():
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


async def use_link(session: "ReadingSession", view: "View", url: str, use: LinkUse) -> None:
    """Do with a link what the user wants."""
    match use:
        case LinkUse.OPEN:
            if not view.text.follow_inside(url):
                view.open_url(url)
        case LinkUse.COPY:
            view.say(await view.copy(clean_text(shown_url(url))))


def ask_for_use(session: "ReadingSession", view: "View", url: str) -> None:
    """Let the user choose what is done with a link, and do it."""
    uses = choices()

    async def go_on(chosen: int | None) -> None:
        if chosen is not None:
            await use_link(session, view, url, uses[chosen][0])

    view.ask(AskChoice(shown_url(url), [(title, "") for _, title in uses]), go_on)
