"""mcp: a conversation of the real client over stdio, read-only unless told otherwise."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from mcp import Client, ClientSession, StdioServerParameters, stdio_client

from newsreader.child_process import command, environment
from newsreader.cli.agent_tools import WARNING, make_server
from tests.cli.conftest import BRIDGE, CommandLine

READING = {"search", "article", "quotes", "highlights", "speakers", "changes", "feeds"}
MARKING = {"mark", "tag", "highlight", "undo"}
PASSAGE = "the northern pier was moving"


@asynccontextmanager
async def talking(shelf: CommandLine, *options: str) -> AsyncIterator[ClientSession]:
    """Start the server as an agent does, and begin to speak with it."""
    program, *words = command("-m", "newsreader", *shelf.options, "mcp", *options)
    how = StdioServerParameters(command=program, args=words, env=environment())
    async with stdio_client(how) as streams, ClientSession(*streams) as session:
        told = await session.initialize()
        assert told.instructions and WARNING in told.instructions
        yield session


async def ask(session: Client | ClientSession, tool: str, **given: Any) -> Any:
    """Return what a tool answers, or the sentence with which it refuses."""
    answer = await session.call_tool(tool, given)
    if answer.is_error:
        return answer.content[0].text  # type: ignore[union-attr]
    assert answer.structured_content is not None
    return answer.structured_content


async def test_an_agent_reads_who_said_what_and_can_change_nothing(shelf: CommandLine) -> None:
    shelf.run("mark", "tag", "port", 2)
    library = shelf.open()
    start = BRIDGE.index(PASSAGE)
    library.highlight(1, start, start + len(PASSAGE), note="Check.")
    library.close()
    async with talking(shelf) as session:
        tools = {one.name: one for one in (await session.list_tools()).tools}
        assert set(tools) == READING
        for one in tools.values():
            assert one.annotations and one.annotations.read_only_hint
            assert WARNING in (one.description or "")
        found = await ask(session, "search", query="bridge")
        assert found["warning"] == WARNING
        assert [one["id"] for one in found["articles"]] == [1]
        assert "bridge" in found["articles"][0]["excerpt"]["text"].lower()
        newest = await ask(session, "search")
        assert [one["id"] for one in newest["articles"]] == [2, 1]
        story = (await ask(session, "article", id=1))["article"]
        (quote,) = (await ask(session, "quotes", speaker="Roe", about="rebuild"))["quotes"]
        assert (
            story["text"][quote["start"] : quote["end"]].strip("“”,")
            == "We will rebuild the bridge"
        )
        assert (quote["speaker"], quote["certainty"], quote["article_id"]) == (
            "Jane Roe",
            "sure",
            1,
        )
        assert (
            quote["url"].startswith("https://") and quote["published"] and quote["confidence"] > 0.9
        )
        assert (await ask(session, "quotes", query="speaker:Roe"))["quotes"] == [quote]
        (passage,) = (await ask(session, "highlights"))["highlights"]
        assert (passage["text"], passage["note"]) == (PASSAGE, "Check.")
        (person,) = (await ask(session, "speakers", words="roe"))["speakers"]
        assert person["name"] == "Jane Roe"
        assert (await ask(session, "changes"))["changes"] == []
        assert [one["title"] for one in (await ask(session, "feeds"))["feeds"]] == [
            "Harbour Gazette"
        ]
        assert "There is no article 99." in await ask(session, "article", id=99)
        assert "did you mean “is:unread”" in await ask(session, "search", query="is:unred")
        assert "goes by itself" in await ask(session, "quotes", query="bridge", about="x")
        refused = await session.call_tool("mark", {"ids": [1], "state": "read"})
        assert refused.is_error
    assert shelf.run("list", "is:read", "--json").json["articles"] == []


async def test_with_write_it_marks_what_the_user_can_take_back(shelf: CommandLine) -> None:
    start = BRIDGE.index(PASSAGE)
    library = shelf.open()
    async with Client(make_server(library, write=True)) as agent:
        tools = {one.name: one for one in (await agent.list_tools()).tools}
        assert set(tools) == READING | MARKING
        (marked,) = (await ask(agent, "mark", ids=[1], state="bookmarked"))["articles"]
        assert marked["bookmarked"]
        (tagged,) = (await ask(agent, "tag", ids=[1], add=["port"]))["articles"]
        assert tagged["tags"] == ["port"]
        there = {"article": 1, "start": start, "end": start + len(PASSAGE)}
        made = await ask(agent, "highlight", **there, words=PASSAGE, note="Why?")
        assert made["highlight"]["note"] == "Why?"
        assert "just changed" in await ask(agent, "highlight", **there, words="something else")
        assert "highlighted" in (await ask(agent, "undo"))["undone"]
        assert not (await ask(agent, "highlights"))["highlights"]
        for state in ("not bookmarked", "later", "not later", "unread", "read"):
            (marked,) = (await ask(agent, "mark", ids=[1], state=state))["articles"]
        assert (marked["bookmarked"], marked["later"], marked["read"]) == (False, False, True)
    library.close()


@pytest.mark.parametrize("arguments", [["mcp", "--wrong"], ["mcp", "more"]])
def test_wrong_usage_is_one_line(shelf: CommandLine, arguments: list[str]) -> None:
    wrong = shelf.run(*arguments)
    assert (wrong.status, wrong.out, wrong.err.count("\n")) == (2, "", 1)
