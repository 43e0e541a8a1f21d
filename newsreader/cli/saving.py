"""The command that saves pages of the web."""

from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import article_record
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import complain
from newsreader.domain.clean import clean_line, shown_url
from newsreader.domain.counts import grouped
from newsreader.domain.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.fetcher.service import FetchService


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@json_option
@click.pass_obj
def save(invocation: Invocation, urls: tuple[str, ...]) -> None:
    """Save pages of the web, to be read later.

    Each becomes an article with its whole text and its quotes, whether or not a feed has it, and
    stays. The app lists them under Saved; is:saved finds them.
    """
    saved: dict[int, None] = {}
    errors: list[NewsreaderError] = []

    async def save_all(fetcher: "FetchService") -> None:
        for url in urls:
            try:
                saved[(await fetcher.bring_page(url)).article] = None
            except NewsreaderError as error:
                if (page := shown_url(url)) and url not in str(error):
                    error.args = (f"{page}: {error}",)
                errors.append(error)

    invocation.fetch(save_all)
    with invocation.library() as library:
        rows = list(rows_of(library, list(saved)))
        library.is_changed = bool(saved)  # by the fetcher, which has told nobody
    tell_done(
        invocation,
        "articles",
        [article_record(one) for one in rows],
        *(f"Saved {grouped(one.id)}: {clean_line(one.title)}" for one in rows),
    )
    for error in errors[:-1]:
        complain(str(error))
    if errors:
        raise errors[-1]


COMMANDS = (save,)
