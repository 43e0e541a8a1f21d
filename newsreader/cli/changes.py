"""The command that tells what publishers changed in marked stories."""

from collections.abc import Iterator, Sequence

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, article_record, envelope, version_record
from newsreader.cli.output import note, say, say_json
from newsreader.cli.text_output import LINE, row, terminal_width, wrap
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted, enumerated
from newsreader.domain.highlight import AnchorState, Highlight
from newsreader.domain.story_version import NO_EARLIER_VERSION, StoryChange


@click.command()
@click.argument("article", type=int, required=False)
@json_option
@click.pass_obj
def changes(invocation: Invocation, article: int | None) -> None:
    """Print what publishers changed in stories that you marked.

    Without ARTICLE the stories of which there are several versions are listed, the last change
    first. Of one story each version is told: its headline, the words that went (-) and those that
    came (+), whose quoted words were taken out or reworded, and what became of your highlights.
    "newsreader show ARTICLE --version N" prints one.
    """
    with invocation.library() as library:
        ids = library.changed_stories() if article is None else [article]
        rows = list(rows_of(library, ids))
        found = {one: library.changes(one, quotes=article is not None) for one in ids}
        opened = {one: library.opened(one) for one in ids}
        now = library.clock()
    if invocation.json:
        records = [
            article_record(one) | change_record(found[one.id], opened[one.id]) for one in rows
        ]
        say_json(envelope("changes", records))
        return
    width = min(terminal_width() or LINE, LINE)
    for one in rows:
        say(row(one, now, terminal_width()))
        told = _lines if article is not None else _short_lines
        for line in told(found[one.id], opened[one.id]):
            for part in wrap(line, width, first="  ", hanging="    "):
                say(part)
    if not rows or (article is not None and not found[article]):
        nothing = "No story that you marked was changed."
        note(nothing if article is None else NO_EARLIER_VERSION)


def _short_lines(found: Sequence[StoryChange], opened: OpenArticle) -> Iterator[str]:
    changed = counted(len(found), "change")
    yield f"{changed}; now it is {found[-1].version.in_words}"
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
        words = _whole(highlight.text)
        if highlight.state is AnchorState.ORPHAN:
            yield f"No longer in the text: “{words}”"
        elif highlight.state is AnchorState.CHANGED:
            yield f"You marked “{words}”; now it says “{_whole(_now(highlight, opened))}”"


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


def change_record(found: Sequence[StoryChange], opened: OpenArticle) -> Record:
    """Return the versions of a story, what differs in each, and its highlights as they are now."""
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
