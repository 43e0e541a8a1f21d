"""The command by which agents ask the library: a server of the Model Context Protocol."""

import click

from newsreader.cli.extras import needing
from newsreader.cli.invocation import Invocation
from newsreader.cli.signals import wait_for


@click.command()
@click.option("--write", is_flag=True, help="Let it mark, tag and highlight, too.")
@click.pass_obj
def mcp(invocation: Invocation, write: bool) -> None:
    """Let an agent ask the library, by the Model Context Protocol.

    It speaks on stdin and stdout, as agents start such servers, and has these tools: search,
    article, quotes, highlights, speakers, changes, feeds; with --write also mark, tag, highlight,
    undo. What articles say is marked as untrusted. Nothing is fetched. It needs an extra: pip
    install 'newsreader-tui[mcp]'
    """
    with needing("mcp"):
        from newsreader.cli.agent_tools import make_server
    with invocation.library() as library:
        wait_for(make_server(library, write=write).run_stdio_async())


COMMANDS = (mcp,)
