"""What can be done about a speaker from any page: join, part, watch."""

from typing import TYPE_CHECKING

from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.quoting.watch import make_watch
from newsreader.tui.questions import AskChoice, AskLine, Done, SpeakerDeed

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
from newsreader.tui.view import View

NAME_LIMIT = 200
"""The longest name that is given to somebody, in code points."""


async def carry_out(
    session: "ReadingSession", view: "View", deed: SpeakerDeed, name: str, done: Done
) -> None:
    """Do something about the speaker of a name; ``done`` is called once that is over."""
    match deed:
        case SpeakerDeed.JOIN:
            ask_join(session, view, name, done)
        case SpeakerDeed.PART:
            await ask_part(session, view, name, done)
        case SpeakerDeed.WATCH:
            await ask_watch(session, view, name, done)


def ask_join(session: "ReadingSession", view: "View", name: str, done: Done) -> None:
    """Ask of whom a name is another name, and join the two."""
    library = session.library

    async def join(into: str) -> str:
        into = clean_line(into, NAME_LIMIT)
        if not into:
            return "Write a name."
        joined: list[bool] = []
        complaint = await session.attempt(lambda: joined.append(library.merge_speakers(name, into)))
        return complaint or ("" if joined[0] else f"{name} and {into} are one already.")

    async def tell(into: str | None) -> None:
        if into is not None:
            session.state_changed()
            await done(f"{name} is {clean_line(into, NAME_LIMIT)} from now on; u takes it back.")

    hint = "Everything that is found under either name then stands under this one."
    view.ask(AskLine(f"Who is {clean_line(name, 60)}?", hint, "", join), tell)


async def ask_part(session: "ReadingSession", view: "View", name: str, done: Done) -> None:
    """Ask which of the names that were joined to a speaker's is somebody else, and part them."""
    library = session.library
    who = await session.read(lambda: library.speaker(name))
    if who is None:
        return
    aliases = who.aliases
    if not aliases:
        await done(f"No name is joined to {who.name}.")
        return

    async def part(index: int | None) -> None:
        if index is None:
            return
        alias = aliases[index]
        if await session.carry_out(lambda: library.split_speakers(alias)):
            session.state_changed()
            await done(f"{alias} is somebody else from now on; u takes it back.")

    options = [(alias, f"joined to {who.name}") for alias in aliases]
    view.ask(AskChoice("Which name is somebody else?", options), part)


async def ask_watch(session: "ReadingSession", view: "View", name: str, done: Done) -> None:
    """Ask of what a speaker must speak, and make a saved view that tells of that.

    Nothing is asked of somebody who cannot be watched for; ``done`` is called with the reason.
    """
    try:
        make_watch(name)
    except NotFound as error:
        await done(str(error))
        return

    async def add(words: str) -> str:
        return await session.attempt(lambda: session.library.add_watch(name, words))

    async def tell(words: str | None) -> None:
        if words is not None:
            session.everything_changed()
            watch = make_watch(name, words)
            of = f" with {watch.topic}" if watch.words else ""
            await done(
                f"You are told when {watch.speaker} is quoted{of}, by a view among the sources; "
                "u takes it back."
            )

    hint = "Words that the quote must have; empty for whatever is said."
    heading = f"Tell me when {clean_line(name, 60)} speaks of"
    view.ask(AskLine(heading, hint, "", add), tell)
