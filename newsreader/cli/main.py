"""Where the command starts: one group of commands, and one place where each error ends."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

import click

from newsreader import __version__
from newsreader.cli import (
    agents,
    articles,
    changes,
    command_help,
    config,
    default,
    extract,
    feed_options,
    feeds,
    folders,
    highlights,
    import_export,
    marking,
    parse,
    quotes,
    refresh,
    restore,
    review,
    rules,
    saved_views,
    saving,
    serve,
    shared_marks,
    shell_completion,
    speakers,
    undo,
)
from newsreader.cli.command_group import CommandGroup
from newsreader.cli.global_options import global_options, spread, stop_log
from newsreader.cli.invocation import Invocation
from newsreader.cli.output import (
    complain,
    complain_json,
    drop_stdout,
    flush,
    open_streams,
    point,
    show,
)
from newsreader.cli.signals import INTERRUPTED, ending_on_signals
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.query import QueryError
from newsreader.places import find_places

_YOUNG = 50_000
"""How many objects may be made before a search for garbage, of which a command leaves little."""


@click.group(
    name="newsreader",
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@global_options
@click.option("--plain", is_flag=True, help="Open the app for screen readers: one pane, no lines.")
@click.version_option(__version__, "-V", "--version", message="newsreader %(version)s")
@click.pass_context
def newsreader(context: click.Context, plain: bool) -> None:
    """Read the news in the terminal: who said what, your highlights, exports to Markdown.

    Without a command the app opens; without a terminal the newest headlines are printed.

    \b
    Examples:
      newsreader add https://example.org/     follow the feeds of a site
      newsreader refresh                      fetch what is new
      newsreader list 'is:unread since:2d'    list some of it
      newsreader show 12                      read an article

    \b
    “newsreader help COMMAND” explains a command, “man newsreader” all of them.

    \b
    Exit status: 0 done, 1 failed, 2 wrong usage, 3 settings invalid, 4 login refused,
    5 all feeds failed, 6 some failed (--strict), 75 another refresh is running,
    130 interrupted.
    """
    invocation = context.ensure_object(Invocation)
    invocation.plain = plain
    if context.invoked_subcommand is None:
        invocation.require_config()
        context.exit(default.open_app(invocation))


# What dies with the process need not be searched for garbage first, a tenth of a refresh.
atexit.register(gc.freeze)

_ROOMS = (
    feeds,
    feed_options,
    folders,
    refresh,
    articles,
    marking,
    changes,
    undo,
    saved_views,
    rules,
    quotes,
    speakers,
    highlights,
    import_export,
    review,
    shared_marks,
    restore,
    saving,
    parse,
    extract,
    config,
    default,
    serve,
    agents,
    shell_completion,
    command_help,
)

for _room in _ROOMS:
    for _command in _room.COMMANDS:
        newsreader.add_command(_command)
spread(newsreader)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` (else the process's own) ask for; return its status.

    Every error that a person can meet becomes one line on stderr here; with ``--json`` that
    line is an object with ``schema``, ``error`` and ``status``.
    """
    gc.set_threshold(_YOUNG)
    open_streams()
    invocation = Invocation(find_places())
    try:
        with ending_on_signals():
            status = _run(list(sys.argv[1:] if arguments is None else arguments), invocation)
            flush()
            return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # "newsreader list | head -1": the other end has seen enough
        drop_stdout()
        return 0
    except click.exceptions.NoArgsIsHelpError as error:
        return _show_help(invocation, error)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "newsreader"
        told = error.format_message().rstrip()
        stop = "" if told.endswith((".", "?", "!")) else "."
        return _fail(invocation, f"{told}{stop} See “{where} -h”.", error.exit_code)
    except click.ClickException as error:
        return _fail(invocation, error.format_message(), error.exit_code)
    except QueryError as error:
        status = _fail(invocation, str(error), error.exit_status)
        if not invocation.json:
            for line in error.pointing:
                point(line)
        return status
    except NewsreaderError as error:
        return _fail(invocation, str(error), error.exit_status)
    finally:
        stop_log()


def _run(arguments: list[str], invocation: Invocation) -> int:
    if asked := os.environ.get(shell_completion.VARIABLE):
        return shell_completion.answer(newsreader, invocation, asked)
    try:
        with newsreader.make_context("newsreader", arguments, obj=invocation) as context:
            newsreader.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _show_help(invocation: Invocation, error: click.exceptions.NoArgsIsHelpError) -> int:
    """Explain on stderr a command that cannot be called by itself."""
    where = error.ctx.command_path
    if invocation.json:
        return _fail(invocation, f"“{where}” wants more. See “{where} -h”.", error.exit_code)
    for line in error.ctx.get_help().splitlines():
        show(line)
    return error.exit_code


def _fail(invocation: Invocation, message: str, status: int) -> int:
    if invocation.json:
        complain_json(message, status)
    else:
        complain(message)
    return status
