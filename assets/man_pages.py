"""Sets the manual pages from the tables of the program, in the macros of man(7)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from newsreader import __version__
from newsreader.cli.main import newsreader
from newsreader.commands.keys import printed
from newsreader.domain.query.examples import SHAPES
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.settings.example import example_config
from newsreader.tui.actions import COMMANDS

_CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"
_SEE_ALSO = (
    ("newsreader", 1),
    ("newsreader-config", 5),
    ("newsreader-keys", 7),
    ("newsreader-query", 7),
)
_STATUSES = (
    (0, "Done, also when there was nothing new."),
    (1, "Failed."),
    (2, "Wrong usage."),
    (3, "The settings cannot be used."),
    (4, "A server refused the login."),
    (5, "All feeds failed."),
    (6, "Some feeds failed (refresh --strict)."),
    (75, "Another refresh is running."),
    (130, "Interrupted."),
)
_VARIABLES = (
    ("NEWSREADER_DATA_DIR", "The folder of the library."),
    ("NEWSREADER_CONFIG", "The configuration file, which must exist."),
    ("XDG_DATA_HOME, XDG_CONFIG_HOME", "Where the two lie otherwise."),
    ("PAGER", "What shows what a terminal is too low for; empty for nothing. less -R else."),
    ("NO_COLOR", "No colours where it is set."),
    ("BROWSER", "What opens web pages, unless the settings say so."),
    ("http_proxy, https_proxy, all_proxy, no_proxy", "The proxies, unless the settings say so."),
)
_FILES = (
    ("~/.config/newsreader/config.toml", "The settings, see newsreader-config(5)."),
    ("~/.local/share/newsreader/newsreader.db", "The library."),
    ("~/.local/share/newsreader/backups/", "Dated copies of what you made, the seven newest."),
    ("~/.local/share/newsreader/fetcher.log", "Details of the last failures."),
)


def command_page() -> str:
    """Return newsreader(1)."""
    with newsreader.make_context("newsreader", []) as context:
        lines = [
            *_heading("newsreader", 1, newsreader.get_short_help_str(limit=200).rstrip(".")),
            ".SH SYNOPSIS",
            r".B newsreader",
            r"[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGUMENTS\fR]]",
            ".SH DESCRIPTION",
            *_prose(newsreader.help or ""),
            ".SH OPTIONS",
            "They go before or behind the command.",
            *_options(newsreader, context, but=""),
            ".SH COMMANDS",
            *_commands(newsreader, context),
            ".SH EXIT STATUS",
            *_items((str(status), meaning) for status, meaning in _STATUSES),
            ".SH ENVIRONMENT",
            *_items(_VARIABLES),
            ".SH FILES",
            *_items(_FILES),
        ]
    return _page(lines, "newsreader", 1)


def config_page() -> str:
    """Return newsreader-config(5)."""
    lines = [
        *_heading("newsreader-config", 5, "settings of newsreader"),
        ".SH DESCRIPTION",
        "Without a configuration file the defaults hold. “newsreader config path” tells where it",
        "belongs, “newsreader config check” what is wrong with it. It is TOML, and can say this:",
        ".PP",
        *_verbatim(example_config().splitlines()),
    ]
    return _page(lines, "newsreader-config", 5)


def keys_page() -> str:
    """Return newsreader-keys(7)."""
    lines = [
        *_heading("newsreader-keys", 7, "keys of newsreader"),
        ".SH DESCRIPTION",
        "All keys can be changed under [keys] in the settings, by the word in brackets. What has",
        "no key stands in the palette, which Ctrl+P opens.",
    ]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines.append(f".SH {group.upper()}")
        lines += _items(
            (printed(command.keys) or "palette", f"{command.help} [{command.id}]")
            for command in COMMANDS
            if command.group == group
        )
    return _page(lines, "newsreader-keys", 7)


def query_page() -> str:
    """Return newsreader-query(7)."""
    lines = [
        *_heading("newsreader-query", 7, "how articles and highlights are asked for"),
        ".SH DESCRIPTION",
        "One language for the search of the app and for every QUERY of the command line, where it",
        "goes into single quotes. Case, accents and width of letters do not matter.",
        *_items((", ".join(written), f"Finds articles with {finds}.") for written, finds in SHAPES),
        ".SH ARTICLES",
        *_subject(ARTICLES, "Articles"),
        ".SH HIGHLIGHTS",
        *_subject(HIGHLIGHTS, "Passages"),
    ]
    return _page(lines, "newsreader-query", 7)


PAGES: Mapping[str, Callable[[], str]] = {
    "newsreader.1": command_page,
    "newsreader-config.5": config_page,
    "newsreader-keys.7": keys_page,
    "newsreader-query.7": query_page,
}
"""The pages by the names of their files."""


def escaped(text: str) -> str:
    """Return text that roff prints as it is, wherever it stands in a line."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    text = text.replace("^", r"\(ha").replace("~", r"\(ti")
    return rf"\&{text}" if text.startswith(".") else text


def _heading(name: str, section: int, does: str) -> Iterator[str]:
    date = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)", _CHANGELOG.read_text(), re.M)
    assert date is not None, "the changelog tells of this version"
    yield f'.TH {name.upper()} {section} {date[1]} "newsreader {__version__}"'
    yield ".SH NAME"
    yield rf"{name} \- {escaped(does[0].lower() + does[1:])}"


def _page(lines: Iterable[str], name: str, section: int) -> str:
    others = [one for one in _SEE_ALSO if one != (name, section)]
    see = [f".BR {other} ({number})" for other, number in others]
    return "\n".join([*lines, ".SH SEE ALSO", *(f"{one} ," for one in see[:-1]), see[-1], ""])


def _prose(text: str) -> Iterator[str]:
    """Yield the help of a command: paragraphs, examples, and what click is not to wrap."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        lines = paragraph.splitlines()
        if lines[0].strip() == "\b":
            yield from _verbatim(lines[1:])
        elif lines[0].startswith("newsreader "):
            yield from _verbatim(lines)
        else:
            yield from (escaped(line.strip()) for line in lines)


def _verbatim(lines: Iterable[str]) -> Iterator[str]:
    yield ".nf"
    yield from (escaped(line) if line else ".sp" for line in lines)
    yield ".fi"


def _items(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in found:
        yield from (".TP", rf"\fB{escaped(name)}\fR", escaped(meaning))


def _options(
    command: click.Command, context: click.Context, but: str = "-h, --help"
) -> Iterator[str]:
    shown = (parameter.get_help_record(context) for parameter in command.get_params(context))
    return _items(one for one in shown if one and one[0].startswith("-") and one[0] != but)


def _commands(group: click.Group, above: click.Context) -> Iterator[str]:
    for name, command in group.commands.items():
        with click.Context(command, info_name=name, parent=above) as context:
            if isinstance(command, click.Group) and not command.invoke_without_command:
                yield from _commands(command, context)
                continue
            usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
            yield f".SS {escaped(usage)}"
            yield from _prose(command.help or "")
            yield from _options(command, context)
            if isinstance(command, click.Group):
                yield from _commands(command, context)


def _subject(subject: Subject, things: str) -> Iterator[str]:
    yield from _items(
        (f"{one.name}: {one.takes}", f"{things} {one.finds}. {one.example}")
        for one in subject.fields
    )
    for name, known in subject.values.items():
        does = f"{things} {{}}." if name != "sort" else "Lists {}."
        yield from _items((f"{name}:{word}", does.format(means)) for word, means in known.items())
