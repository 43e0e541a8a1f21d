"""The command that prints a script for a shell, and the answers to what that script asks.

The script calls ``newsreader`` with the line so far in its environment (``VARIABLE``), as click
has it. Where click's own scripts do not carry what is offered here, words with colons, spaces and
commas, they are ours.
"""

import os
import re
import shlex
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.invocation import Invocation
from newsreader.cli.output import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem, ShellComplete

VARIABLE = "_NEWSREADER_COMPLETE"
"""The environment variable by which a script asks what comes next."""
_SPECIAL = re.compile(r"[^\w@%+=:,./-]")
"""What bash would take for more than itself."""
SHELLS = ("bash", "zsh", "fish")
"""The shells for which there is a script."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' response type value
    response=$(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
%(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o filenames; COMPREPLY+=( $(compgen -d -- "$value") ) ;;
            file) compopt -o filenames; COMPREPLY+=( $(compgen -f -- "$value") ) ;;
            plain) COMPREPLY+=("$value") ;;
            part) compopt -o nospace; COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
COMP_CWORD=(commandline -t) %(prog_name)s)
    for at in (seq 1 3 (count $response))
        set -l word $response[(math $at + 1)]
        switch $response[$at]
            case dir
                __fish_complete_directories $word
            case file
                __fish_complete_path $word
            case plain
                printf '%%s\\t%%s\\n' $word $response[(math $at + 2)]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


@click.command(no_args_is_help=True)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script by which bash, zsh or fish completes commands.

    It completes commands, options, and the names in your library: feeds, folders, views, tags,
    and within a QUERY its conditions.

    \b
    eval "$(newsreader completion bash)"              # in ~/.bashrc
    eval "$(newsreader completion zsh)"               # in ~/.zshrc, behind compinit
    newsreader completion fish | source               # in ~/.config/fish/config.fish
    """
    group = context.find_root().command
    say(_shell_classes()[shell](group, {}, "newsreader", VARIABLE).source().rstrip("\n"))


def answer(group: click.Group, invocation: Invocation, instruction: str) -> int:
    """Print what can come next, as the script of ``instruction`` reads it; return the status."""
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what != "complete":
        return 2
    asked = _shell_classes()[shell](group, {"obj": invocation}, "newsreader", VARIABLE)
    if found := asked.complete():
        say(found)
    return 0


def typed_so_far(line: str) -> tuple[list[str], str, bool]:
    """Return the whole words of a line, what is typed of the next one, and whether in quotes."""
    for close, quoted in (("", False), ("'", True), ('"', True)):
        try:
            words = shlex.split(line + close)
        except ValueError:  # within quotes, or behind a backslash
            continue
        ends = not quoted and (not line or line[-1].isspace())
        return (words, "", False) if ends else (words[:-1], words[-1] if words else "", quoted)
    return shlex.split(line.rstrip("\\")), "", False


@cache
def _shell_classes() -> "dict[str, type[ShellComplete]]":
    """Return what speaks with each shell; click's part of it is loaded on first need."""
    from click.shell_completion import FishComplete, ShellComplete, ZshComplete

    class Bash(ShellComplete):
        """Speaks with bash, which cuts words at colons and takes what is offered as it is."""

        name = "bash"
        source_template = _BASH

        def get_completion_args(self) -> tuple[list[str], str]:
            """Return the words before the cursor, and what is typed of the next one."""
            words, self._typed, self._quoted = typed_so_far(os.environ.get("COMP_LINE", ""))
            return words[1:], self._typed

        def format_completion(self, item: "CompletionItem[Any]") -> str:
            """Return an item as bash takes it: quoted, without what stands before a colon."""
            word = str(item.value)
            if item.type != "plain":
                return f"{item.type},{self._typed}"
            kind = "part" if word.endswith(":") else "plain"
            if not self._quoted:
                if ":" in self._typed and ":" in os.environ.get("COMP_WORDBREAKS", ""):
                    word = word[self._typed.rindex(":") + 1 :]
                word = _SPECIAL.sub(r"\\\g<0>", word)
            return f"{kind},{word}"

    class Fish(FishComplete):
        """Speaks with fish: of each item three lines, the last one what it means."""

        source_template = _FISH

        def format_completion(self, item: "CompletionItem[Any]") -> str:
            """Return an item as the script reads it."""
            return f"{item.type}\n{item.value}\n{item.help or ' '}"

    known: Sequence[type[ShellComplete]] = (Bash, ZshComplete, Fish)
    return {one.name: one for one in known}


COMMANDS = (completion,)
