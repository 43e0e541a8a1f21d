"""Shows what is wanted of one feed, and changes what config.toml does not say."""

from typing import TYPE_CHECKING

from newsreader.domain.feed import Feed
from newsreader.domain.options.option_words import (
    general_options,
    option_words,
    read_option,
    told_option,
)
from newsreader.tui.actions.feed_health import copy_settings
from newsreader.tui.questions import AskChoice, AskLine

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

_ASKED = {
    "interval": ("How often it is asked", "30min, 2h or 1d; an empty line sets that back."),
    "full_text": ("Pages of its stories", ""),
    "keep": (
        "How long its articles are kept",
        "From when they have left the feed: 90d, 1y or forever; an empty line sets that back. "
        "What is marked stays.",
    ),
    "proxy": (
        "Proxy",
        "http://host:port or socks5h://host:port; an empty line sets that back.",
    ),
    "user_agent": ("What newsreader calls itself", "One line; an empty one sets that back."),
}
"""What is asked for each option, and what an answer means."""
_PAGES = (
    ("", "As the settings say", "whatever they are"),
    ("on", "On", "the pages of all its stories are fetched"),
    ("auto", "Auto", "where it has only the beginning of a story"),
    ("off", "Off", "none are fetched"),
)


def ask_options(session: "ReadingSession", view: "View", feed: Feed) -> None:
    """Offer the options of a feed, each with what holds and why."""
    effective = feed.effective(session.settings.feeds)
    general = general_options(session.settings.fetch.full_text, session.settings.library.keep)
    options = [
        *(
            (heading, told_option(effective, feed.own, name, general))
            for name, (heading, _) in _ASKED.items()
        ),
        ("Login, cookie, programs", effective.note(feed.url) or "lines for config.toml"),
    ]

    async def choose(index: int | None) -> None:
        if index is None:
            return
        if index == len(_ASKED):
            view.say(await copy_settings(session, view, feed))
        else:
            _ask(session, view, feed, list(_ASKED)[index])

    view.ask(AskChoice(f"Options of {feed.name}", options), choose)


def _ask(session: "ReadingSession", view: "View", feed: Feed, name: str) -> None:
    """Ask for one option of a feed."""

    async def store(text: str) -> str:
        return await _store(session, view, feed, name, text)

    async def take(index: int | None) -> None:
        if index is not None and (reason := await store(_PAGES[index][0])):
            view.say(reason)

    heading, hint = _ASKED[name]
    if name == "full_text":
        view.ask(AskChoice(heading, [(title, what) for _, title, what in _PAGES]), take)
    else:
        view.ask(AskLine(heading, hint, option_words(name, getattr(feed.own, name)), store))


async def _store(session: "ReadingSession", view: "View", feed: Feed, name: str, text: str) -> str:
    """Store what was written for an option; return why it will not do, as one sentence."""
    try:
        value = read_option(name, text)
    except ValueError as error:
        return f"This {error}."
    changed: list[Feed] = []
    reason = await session.attempt(
        lambda: changed.append(
            session.library.set_options(feed.id, session.settings.feeds, **{name: value})
        )
    )
    for one in changed:
        effective = one.effective(session.settings.feeds)
        now = option_words(name, value) or "set back"
        if effective.is_of_table(name):
            view.say(f"config.toml sets this and goes before; {now} is kept for when it does not.")
        else:
            view.say(f"{_ASKED[name][0]}: {now}; u takes that back.")
        session.everything_changed()
    return reason
