"""A real SOCKS5 proxy on 127.0.0.1 (RFC 1928, RFC 1929) that writes down what it is asked for."""

import asyncio

from tests.loopback_server import LoopbackServer

_NAME, _IPV4 = 3, 1


class SocksProxy(LoopbackServer):
    """The proxy; every host that it is asked for is 127.0.0.1."""

    def __init__(self, *, login: tuple[str, str] | None = None, reply: int = 0) -> None:
        super().__init__()
        self.asked: list[str] = []
        """The hosts it was asked to connect to, as they were named, with their ports."""
        self._login = login
        self._reply = reply

    def url(self, scheme: str = "socks5h", login: str = "") -> str:
        """Return the address of the proxy, with a ``name:password`` where one is given."""
        return f"{scheme}://{login}{'@' if login else ''}127.0.0.1:{self.port}"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take who connects to where it wants to go."""
        if await self._greet(reader, writer):
            port = await self._connect(reader, writer)
            if not self._reply:
                await _relay(reader, writer, port)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Agree on a method, and take the login where one is wanted."""
        version, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        assert version == 5
        wanted = 2 if self._login else 0
        writer.write(bytes((5, wanted if wanted in methods else 255)))
        if not self._login or wanted not in methods:
            return wanted in methods
        _, size = await reader.readexactly(2)
        user = await reader.readexactly(size)
        (size,) = await reader.readexactly(1)
        good = (user.decode(), (await reader.readexactly(size)).decode()) == self._login
        writer.write(bytes((1, 0 if good else 1)))
        return good

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        """Read where to connect to, write it down, and answer."""
        _, _, _, kind = await reader.readexactly(4)
        if kind == _NAME:
            (size,) = await reader.readexactly(1)
            host = (await reader.readexactly(size)).decode()
        else:
            assert kind == _IPV4
            host = ".".join(map(str, await reader.readexactly(4)))
        port = int.from_bytes(await reader.readexactly(2), "big")
        self.asked.append(f"{host}:{port}")
        writer.write(bytes((5, self._reply, 0, _IPV4, 127, 0, 0, 1, 0, 0)))
        await writer.drain()
        return port


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    there, back = await asyncio.open_connection("127.0.0.1", port)

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while piece := await source.read(65_536):
            target.write(piece)
            await target.drain()
        target.close()

    try:
        await asyncio.gather(copy(reader, back), copy(there, writer))
    finally:
        back.transport.abort()
