"""The command that shows the app in a browser."""

import secrets
from urllib.parse import urlsplit

import click

from newsreader.child_process import command
from newsreader.cli.extras import needing
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope
from newsreader.cli.output import flush, note, say, say_json
from newsreader.cli.signals import wait_for
from newsreader.domain.errors import NewsreaderError

_PORT = 8765


@click.command()
@click.option(
    "-H",
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="The address to listen at; by itself only this machine can reach it.",
)
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="The port to listen at; 0 for any that is free.",
)
@click.option(
    "--public-url",
    default="",
    metavar="URL",
    help="How browsers reach it where that is by way of another server.",
)
@json_option
@click.pass_obj
def serve(invocation: Invocation, host: str, port: int, public_url: str) -> None:
    """Show the app in a browser, until Ctrl+C.

    It prints an address with a secret, a new one each time; whoever knows it can read and change
    your library, and nobody else. Each window is an app of its own. It needs an extra: pip
    install 'newsreader-tui[web]'

    newsreader serve --port 9000
    """
    parts = urlsplit(public_url)
    if public_url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise click.UsageError("--public-url must be an address with http:// or https://.")
    with needing("web"):
        from newsreader.web.guard import LOOPBACK
        from newsreader.web.server import AppServer
    invocation.settings()  # what is wrong with them is told here, and not in a window
    places = invocation.places
    options = ["--data-dir", str(places.data.absolute())]
    if places.config_named:
        options += ["--config", str(places.config.absolute())]
    server = AppServer(command("-m", "newsreader", *options), secrets.token_urlsafe(24), host, port)

    async def run() -> None:
        try:
            async with server.listening(public_url) as address:
                if host not in LOOPBACK and not public_url.startswith("https:"):
                    note("What is sent over the network is not encrypted, the secret neither.")
                if invocation.json:
                    say_json(envelope("server", {"url": address}))
                else:
                    say(f"newsreader is at {address}; Ctrl+C ends it.")
                flush()
                await asyncio.Event().wait()
        except OSError as error:
            raise NewsreaderError(
                f"Port {port} of {host} cannot be used: {error.strerror}."
            ) from None

    import asyncio  # which most commands do without

    wait_for(run())


COMMANDS = (serve,)
