"""What follows a command that changed something: the hook, and the folder shared with others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.output import complain, note
from newsreader.cli.signals import wait_for
from newsreader.domain.highlights.highlight import HighlightsChange, joined_changes
from newsreader.domain.highlights.highlight_record import change_records

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.settings.values import Settings


def tell_of_changes(
    settings: "Settings", library: "Library", changes: Sequence[HighlightsChange]
) -> None:
    """Tell the hook ``on_highlight`` what became of highlights, and other devices of everything.

    What fails is said on stderr.
    """
    if settings.hooks.on_highlight and changes:
        wait_for(_run_hook(settings, library, joined_changes(changes)))
    if settings.marks.folder is not None:
        done = library.exchange_marks(settings.marks.folder)
        for complaint in done.complaints:
            complain(complaint)
        for told in (*([done.taken.sentence] if done.taken else []), *done.copies):
            note(told)


async def _run_hook(
    settings: "Settings", library: "Library", changes: Sequence[HighlightsChange]
) -> None:
    from newsreader.hooks import HookRunner

    runner = HookRunner(settings.hooks, lambda name, reason: complain(f"The hook {name}: {reason}"))
    for change in changes:
        (article,) = library.rows([change.article_id])
        for record in change_records(change, article):
            await runner.run("on_highlight", record)
