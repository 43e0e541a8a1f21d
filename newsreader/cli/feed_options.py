"""The command on one feed: what is wanted of it, shown and changed."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.completed_names import offer_feeds, offer_folders
from newsreader.cli.feeds import named
from newsreader.cli.folders import place
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope, feed_record
from newsreader.cli.output import say, say_json
from newsreader.domain.clean import clean_line, clean_url, shown_url
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Feed
from newsreader.domain.options.effective_options import OWN, EffectiveOptions, is_set
from newsreader.domain.options.option_words import general_options, read_option, told_option

if TYPE_CHECKING:
    from newsreader.library import Library

_SHOWN = {
    "interval": "every",
    "full_text": "full text",
    "keep": "keep",
    "user_agent": "user agent",
    "proxy": "proxy",
}
"""What each option is called, which is also how it is written on the command line."""
_WIDTH = 12


@click.command()
@click.argument("name", metavar="FEED", shell_complete=offer_feeds)
@click.option("--url", metavar="URL", help="Where it is fetched from; its articles stay.")
@click.option("-t", "--title", metavar="TITLE", help="A title of your own; '' for the publisher's.")
@click.option(
    "-f",
    "--folder",
    metavar="FOLDER",
    shell_complete=offer_folders,
    help="The folder it lies in; / is the top.",
)
@click.option(
    "-e", "--every", "interval", metavar="TIME", help="How often it is asked: 30min, 2h, 1d."
)
@click.option(
    "--full-text",
    metavar="on|off|auto",
    help="Whether the pages of its stories are fetched: all, none, or where it is stingy.",
)
@click.option(
    "--keep", metavar="TIME", help="How long articles stay that have left it: 90d, 1y, forever."
)
@click.option("--proxy", metavar="URL", help="The HTTP or SOCKS proxy to go through.")
@click.option("--user-agent", metavar="TEXT", help="What newsreader calls itself.")
@json_option
@click.pass_obj
def feed(
    invocation: Invocation,
    /,
    name: str,
    url: str | None,
    title: str | None,
    folder: str | None,
    **options: str | None,
) -> None:
    """Show what is wanted of a feed, or change it.

    FEED is a number, an address or a title. An option that is given '' is set back. What a
    [[feed]] table of the configuration file says goes before what is set here; logins, cookies,
    headers and programs stand only there.
    """
    settings = invocation.settings()
    changes = {option: _read(option, text) for option, text in options.items() if text is not None}
    address = None if url is None else clean_url(url)
    if address == "":
        raise NotFound(f"“{clean_line(url or '')}” is no address of the web.")
    with invocation.library() as library:
        found = library.find_feed(name)
        if changes or (address, title, folder) != (None, None, None):
            with library.as_one_step(f"changed {found.name}"):
                _change(library, found, address, title, folder)
                if changes:
                    library.set_options(found.id, settings.feeds, **changes)
        changed = library.find_feed(str(found.id))
    if invocation.json:
        say_json(envelope("feed", feed_record(changed, settings.feeds)))
        return
    effective = changed.effective(settings.feeds)
    general = general_options(settings.fetch.full_text, settings.library.keep)
    say(named(changed))
    _say_row("address", changed.url if changed.is_demo else shown_url(changed.url))
    _say_row("folder", changed.folder or "no folder")
    for option in OWN:
        _say_row(_SHOWN[option], told_option(effective, changed.own, option, general))
    if others := _others(effective):
        _say_row("config.toml", others)
    for sentence in (changed.error, changed.note, effective.note(changed.url)):
        if sentence:
            say(clean_line(sentence))


def _read(option: str, text: str) -> Any:
    try:
        return read_option(option, text)
    except ValueError as error:
        written = f"--{_SHOWN[option].replace(' ', '-')}"
        given = "" if "@" in text else f", not “{clean_line(text, 60)}”"  # it may be a login
        raise click.UsageError(f"{written} {error}{given}.") from None


def _change(
    library: "Library",
    found: Feed,
    address: str | None,
    title: str | None,
    folder: str | None,
) -> None:
    if address is not None:
        library.correct_address(found.id, address)
    if title is not None:
        library.rename_feed(found.id, title)
    if folder is not None:
        library.file_feeds([found.id], place(library.folders(), folder))


def _others(effective: EffectiveOptions) -> str:
    """Return what else config.toml sets for a feed, by its keys, as some of it is secret."""
    table = effective.table
    names = [one.name for one in fields(table)] if table else []
    others = [one for one in names if one not in (*OWN, "url") and is_set(getattr(table, one))]
    return f"also sets {', '.join(others)}" if others else ""


def _say_row(name: str, value: str) -> None:
    say(f"  {name:<{_WIDTH}} {clean_line(value)}")


COMMANDS = (feed,)
