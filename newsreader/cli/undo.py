"""Commands that take back what was done, and do it again."""

import click

from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import note, say, say_json
from newsreader.domain.clean import clean_line
from newsreader.domain.instant import instant
from newsreader.domain.step import Step, StepTaken

number_option = click.option(
    "-n",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="So many steps.",
)


@click.command()
@number_option
@click.option("--list", "listed", is_flag=True, help="Only list the steps, the newest first.")
@json_option
@click.pass_obj
def undo(invocation: Invocation, number: int, listed: bool) -> None:
    """Take back what you did last, here or in the app.

    Marks, tags, highlights, corrections, joined names and feeds come back as they were, unless
    something else has changed them since.
    """
    if not listed:
        _take(invocation, number, redo=False)
        return
    with invocation.library() as library:
        steps = library.steps()
    if invocation.json:
        say_json(envelope("steps", [_record(one) for one in steps]))
        return
    for one in steps:
        state = " (undone)" if one.undone else ""
        say(f"{one.made.astimezone():%Y-%m-%d %H:%M}  {clean_line(one.label)}{state}")
    if not steps:
        note("Nothing to undo.")


@click.command()
@number_option
@json_option
@click.pass_obj
def redo(invocation: Invocation, number: int) -> None:
    """Do again what you took back last."""
    _take(invocation, number, redo=True)


def _take(invocation: Invocation, number: int, *, redo: bool) -> None:
    taken: list[StepTaken] = []
    with invocation.library() as library:
        for _ in range(number):
            one = library.redo() if redo else library.undo()
            if one is None:
                break
            taken.append(one)
            if not invocation.json:
                say(clean_line(one.sentence))
    if invocation.json:
        say_json(
            envelope(
                "steps",
                [
                    {**_record(one.step), "changed": one.tally.done, "kept": one.tally.kept}
                    for one in taken
                ],
            )
        )
    elif not taken:
        note(f"Nothing to {'redo' if redo else 'undo'}.")


def _record(step: Step) -> Record:
    return {
        "id": step.id,
        "made": instant(step.made),
        "label": clean_line(step.label),
        "article": step.article_id,
        "undone": step.undone,
    }


COMMANDS = (undo, redo)
