"""Writes the parts of the documentation that come from the code: keys, commands, settings, JSON.

python -m assets.write_docs            writes them
python -m assets.write_docs --check    says whether they are up to date (status 1: not)
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from assets.json_reference import json_tables
from newsreader.cli.agent_tools import MARKING, READING
from newsreader.cli.main import newsreader
from newsreader.commands.key_presets import preset_about
from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import printed
from newsreader.domain.options.key_names import DEFAULT_PRESET, PRESETS
from newsreader.domain.query.examples import SHAPES, TRANSLATIONS
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.settings.example import example_config
from newsreader.tui.actions import COMMANDS

DOCS = Path(__file__).parent / "docs"
"""The folder of the documentation."""


def keys_table() -> str:
    """Return the keys of the screen as Markdown, a table for each group."""
    lines: list[str] = []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += ["", f"**{group}**", "", "| Key | Does | Id |", "|---|---|---|"]
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(f"`{key}`" for key in printed(command.keys).split()) or "*palette*"
                lines.append(_row(keys, command.help, f"`{command.id}`"))
    return "\n".join(lines[1:])


def presets_table() -> str:
    """Return what each preset of keys does otherwise, as Markdown."""
    lines: list[str] = []
    for name in PRESETS:
        if name == DEFAULT_PRESET:
            continue
        changed = Keymap(COMMANDS, {}, name).changed
        about = f"**{name}**: {preset_about(name)}"
        lines += ["", about, "", "| Key | Does | Id |", "|---|---|---|"]
        for command in COMMANDS:
            if command.id in changed:
                keys = " ".join(f"`{key}`" for key in printed(changed[command.id]).split())
                lines.append(_row(keys, command.help, f"`{command.id}`"))
    return "\n".join(lines[1:])


def commands_table() -> str:
    """Return the commands of the command line as one Markdown table."""
    lines = ["| Command | Does |", "|---|---|"]
    with newsreader.make_context("newsreader", []) as context:
        lines += [_row(f"`{usage}`", does) for usage, does in _commands(newsreader, context)]
    return "\n".join(lines)


def shapes_table() -> str:
    """Return the shapes that a query may have."""
    lines = ["| Write | To find articles with |", "|---|---|"]
    return "\n".join([*lines, *(_row(_quoted(written), finds) for written, finds in SHAPES)])


def translations_table() -> str:
    """Return what queries of other programs are here."""
    lines = ["| There | Here |", "|---|---|"]
    return "\n".join([*lines, *(_row(_quoted(one), _quoted(our)) for one, our in TRANSLATIONS)])


def query_table() -> str:
    """Return what may stand before a colon in a query, and behind ``is:`` and ``sort:``."""
    return _fields_table(ARTICLES, "articles", ("is",))


def highlight_query_table() -> str:
    """Return the same for a query that asks for highlights; what is behind ``is:`` is as above."""
    return _fields_table(HIGHLIGHTS, "passages", ("state",))


def _fields_table(subject: Subject, found: str, states: Iterable[str]) -> str:
    lines = [f"| Condition | Finds {found} | Example |", "|---|---|---|"]
    for one in subject.fields:
        lines.append(_row(f"`{one.name}:` {one.takes}", one.finds, f"`{one.example}`"))
    lines += ["", f"| State | Finds {found} |", "|---|---|"]
    for name in states:
        known = subject.values[name].items()
        lines += [_row(f"`{name}:{state}`", finds) for state, finds in known]
    lines += ["", "| Order | Lists |", "|---|---|"]
    lines += [_row(f"`sort:{name}`", does) for name, does in subject.values["sort"].items()]
    return "\n".join(lines)


def settings_block() -> str:
    """Return the example configuration as a block of code."""
    return f"```toml\n{example_config()}```"


def tools_table() -> str:
    """Return the tools that agents get."""
    lines = ["| Tool | Does | Needs `--write` |", "|---|---|---|"]
    for one in (*READING, *MARKING):
        does = " ".join(inspect.cleandoc(one.__doc__ or "").partition("\n\n")[0].split())
        lines.append(_row(f"`{one.__name__}`", does, "yes" if one in MARKING else ""))
    return "\n".join(lines)


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "keys.md": {"keys": keys_table, "presets": presets_table},
    "commands.md": {"commands": commands_table},
    "queries.md": {
        "shapes": shapes_table,
        "queries": query_table,
        "highlight_queries": highlight_query_table,
        "translations": translations_table,
    },
    "settings.md": {"settings": settings_block},
    "scripts.md": {"json": json_tables},
    "agents.md": {"tools": tools_table},
}
"""What is written between ``<!-- NAME: made by … -->`` and ``<!-- end of NAME -->``, by page."""


def with_parts(page: str, text: str) -> str:
    """Return the ``text`` of a page of the documentation with every generated part up to date.

    Raises ``ValueError`` when the marks of a part are missing.
    """
    for name, write in PARTS[page].items():
        start, end = f"<!-- {name}: made by assets/write_docs.py -->", f"<!-- end of {name} -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise ValueError(f"{page} has no place for “{name}”.")
        text = f"{before}{start}\n\n{write()}\n\n{end}{after}"
    return text


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit status."""
    status = 0
    for name in PARTS:
        page = DOCS / name
        present = page.read_text(encoding="utf-8")
        wanted = with_parts(name, present)
        if "--check" not in arguments:
            page.write_text(wanted, encoding="utf-8")
        elif wanted != present:
            print(f"{name} is out of date: run python -m assets.write_docs", file=sys.stderr)
            status = 1
    return status


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield how each command is called and what it does, those of groups in their place."""
    for name, command in group.commands.items():
        with click.Context(command, info_name=name, parent=context) as own:
            if isinstance(command, click.Group):
                yield from _commands(command, own)
            else:
                pieces = [own.command_path, *command.collect_usage_pieces(own), *_options(command)]
                pieces.remove(command.options_metavar or "")
                yield " ".join(pieces), command.get_short_help_str(limit=200)


def _options(command: click.Command) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            value = "" if option.is_flag else f" {option.metavar}"
            yield f"[{_long(option)}{value}]"


def _long(option: click.Option) -> str:
    """Return the first long name of an option, or the only short one."""
    return next((name for name in option.opts if name.startswith("--")), option.opts[0])


def _quoted(queries: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in queries)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
