"""The command that tells what publishers changed in marked stories."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import require
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, article_record, envelope, version_record
from newsreader.cli.output import note, say, say_json
from newsreader.cli.text_output import LINE, row, terminal_width, wrap
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted, enumerated
from newsreader.domain.highlights.highlight import AnchorState, Highlight, in_quotation_marks
from newsreader.domain.quoting.quote_changes import changes_in_words
from newsreader.domain.story_version import NO_EARLIER_VERSION, StoryChange

if TYPE_CHECKING:
    from newsreader.library import Library


@click.command()
@click.argument("article", type=int, required=False)
@json_option
@click.pass_obj
def changes(invocation: Invocation, article: int | None) -> None:
    """Print what publishers changed in stories that you marked.

    Without ARTICLE the stories of which there are several versions are listed, the last change
    first, with whose quoted words were taken out or reworded. Of one story each version is told:
    its headline, the words that went (-) and those that came (+), those words, and what became of
    your highlights. "newsreader show ARTICLE --version N" prints one.
    """
    with invocation.library() as library:
        ids = library.changed_stories() if article is None else [article]
        rows = list(require(library, ids))
        if invocation.json:
            records = [article_record(one) | change_record(library, one.id) for one in rows]
            say_json(envelope("changes", records))
            return
        now, width = library.clock(), min(terminal_width() or LINE, LINE)
        is_told = False
        for one in rows:
            found, opened = library.changes(one.id, quotes=True), library.opened(one.id)
            is_told = is_told or bool(found)
            say(row(one, now, terminal_width()))
            told = _lines if article is not None else _short_lines
            for line in told(found, opened):
                for part in wrap(line, width, first="  ", hanging="    "):
                    say(part)
    if not is_told:
        nothing = "No story that you marked was changed."
        note(nothing if article is None else NO_EARLIER_VERSION)


def change_record(library: "Library", article_id: int) -> Record:
    """Return the versions of a story, what differs in each, and its highlights as they are now."""
    found = library.changes(article_id, quotes=True)
    return _differences(found, library.opened(article_id))


def _short_lines(found: Sequence[StoryChange], opened: OpenArticle) -> Iterator[str]:
    changed = counted(len(found), "change")
    yield f"{changed}; now it is {found[-1].version.in_words}"
    if said := changes_in_words([one for change in found for one in change.quotes]):
        yield said
    if told := _marks_in_short(opened.highlights):
        yield told


def _lines(found: Sequence[StoryChange], opened: OpenArticle) -> Iterator[str]:
    for change in found:
        fuller = ", its text from elsewhere (page or feed)" if change.is_other_source else ""
        yield f"V{change.version.in_words[1:]}{fuller}"
        if change.is_retitled:
            yield f"- {clean_line(change.before.title)}"
            yield f"+ {clean_line(change.version.title)}"
        for one in change.rewordings:
            if one.old:
                yield f"- {_whole(one.old_in_line)}"
            if one.new:
                yield f"+ {_whole(one.new_in_line)}"
        for said in change.quotes:
            now = f"; now “{_whole(said.new)}”" if said.new else ""
            told = clean_line(said.in_words)
            yield f"{told[:1].upper()}{told[1:]}: “{_whole(said.quote.words)}”{now}"
    for highlight in opened.highlights:
        words = in_quotation_marks(_whole(highlight.text))
        if highlight.state is AnchorState.ORPHAN:
            yield f"No longer in the text: {words}"
        elif highlight.state is AnchorState.CHANGED:
            now = in_quotation_marks(_whole(_now(highlight, opened)))
            yield f"You marked {words}; now it says {now}"


def _whole(text: str) -> str:
    """Return a text in one line, however long."""
    return clean_line(text, len(text) or 1)


def _marks_in_short(highlights: Sequence[Highlight]) -> str:
    """Return how many highlights have other words by now, and how many are lost."""
    states = [one.state for one in highlights]
    parts = [
        f"{counted(number, 'highlight')} {verb}"
        for state, verb in ((AnchorState.CHANGED, "reworded"), (AnchorState.ORPHAN, "taken out"))
        if (number := states.count(state))
    ]
    return enumerated(parts)


def _now(highlight: Highlight, opened: OpenArticle) -> str:
    return opened.document.text[highlight.start : highlight.end]


def _differences(found: Sequence[StoryChange], opened: OpenArticle) -> Record:
    known = [found[0].before, *(one.version for one in found)] if found else []
    return {
        "versions": [version_record(one) for one in known],
        "differences": [
            {
                "version": change.version.number,
                "retitled": change.is_retitled,
                "other_source": change.is_other_source,
                "texts": [{"old": one.old, "new": one.new} for one in change.rewordings],
                "quotes": [one.record for one in change.quotes],
            }
            for change in found
        ],
        "highlights": [
            {
                "id": one.id,
                "state": str(one.state),
                "text": one.text,
                "now": None if one.state is AnchorState.ORPHAN else _now(one, opened),
            }
            for one in opened.highlights
        ],
    }


COMMANDS = (changes,)
