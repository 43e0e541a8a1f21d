"""extract: what is taken from a page by address, file or stream."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine
from tests.fake_web import Answer, FakeWeb, page

TypeIn = Callable[[bytes], None]
KEYS = "url title author outlet published language image text struck".split()
NOTE = "Twelve people in a net loft make this paper, whatever the weather."
URL = "https://www.harbour.example/news/"


def own(word: str) -> list[str]:
    return [
        f"The {word} boat came back to the northern pier on Thursday after a night in the fog.",
        f"Everybody on the {word} boat was well, and the town went to meet it with hot soup.",
    ]


def html(word: str, *more: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*own(word), *more))
    return (
        f"<html lang='en'><head><title>The {word} boat - Gazette</title>"
        "<meta name='author' content='Ann Reporter'>"
        "<meta property='og:site_name' content='Gazette'>"
        "<meta property='article:published_time' content='2026-11-20T08:15:00+02:00'></head>"
        f"<body><article><h1>The {word} boat</h1>{paragraphs}</article></body></html>"
    )


def line(**record: object) -> str:
    return json.dumps(record) + "\n"


def answers(out: str) -> dict[str, Any]:
    return {record["path"]: record["text"] for record in map(json.loads, out.splitlines())}


def test_a_file_is_shown_with_headline_and_byline(empty: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html("red"))
    result = empty.run("extract", tmp_path / "page.html", "--url", URL + "red")
    assert (result.status, result.err) == (0, "")
    head, _, text = result.out.partition("\n\n")
    assert head.splitlines() == [
        "The red boat",
        "Ann Reporter · Gazette · 20 November 2026 · en",
        URL + "red",
    ]
    assert " ".join(text.split()) == " ".join(own("red"))
    assert not empty.data.exists(), "nothing is stored"


def test_json_has_exactly_the_keys_of_the_contract(empty: CommandLine, type_in: TypeIn) -> None:
    type_in(html("red").encode())
    record = empty.run("extract", "-", "--url", URL + "red", "--json").json
    assert list(record) == ["schema", "page"]
    assert list(record["page"]) == KEYS
    assert record["page"] == {
        "url": URL + "red",
        "title": "The red boat",
        "author": "Ann Reporter",
        "outlet": "Gazette",
        "published": "2026-11-20T06:15:00Z",
        "language": "en",
        "image": "",
        "text": "\n\n".join(own("red")),
        "struck": [],
    }


def test_an_address_is_fetched(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/red"] = page(html("red"))
    record = empty.run("extract", web.url("/red"), "--json").json["page"]
    assert (record["url"], record["text"]) == (web.url("/red"), "\n\n".join(own("red")))
    assert web.last("/red").headers["accept"].startswith("text/html")


@pytest.mark.parametrize("codec", ["koi8-r", "windows-1251", "iso8859-5"])
@pytest.mark.parametrize("said", ["text/html", "text/html; charset=iso-8859-1", "text/plain"])
def test_an_encoding_that_nobody_names_is_found(
    empty: CommandLine, web: FakeWeb, codec: str, said: str
) -> None:
    text = (
        "Как сообщает газета порта, в четверг вечером паром на остров не вышел из-за тумана. Все "
        "пассажиры в безопасности, жители города пришли на пристань с горячим супом."
    )
    body = text if said == "text/plain" else f"<html><body><article><p>{text}</p></article></body>"
    web.answers["/red"] = Answer(body.encode(codec), headers={"Content-Type": said})
    assert empty.run("extract", web.url("/red"), "--json").json["page"]["text"] == text


def test_a_page_of_tags_that_are_never_closed_gives_its_story(
    empty: CommandLine, web: FakeWeb
) -> None:
    web.answers["/red"] = page(html("red").replace("<article>", "<article>" + "<s><div>" * 30_000))
    found = empty.run("extract", web.url("/red"), "--json").json["page"]
    assert found["text"].split("\n\n")[-2:] == own("red")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(Answer(status=404), "nothing"), (page("<html><p>Hello</p></html>"), "no story")],
)
def test_what_cannot_be_read_is_one_line(
    empty: CommandLine, web: FakeWeb, answer: Answer, reason: str
) -> None:
    web.answers["/red"] = answer
    result = empty.run("extract", web.url("/red"))
    assert (result.status, result.out) == (1, "")
    assert reason in result.err and len(result.err.splitlines()) == 1


def test_a_source_is_needed(empty: CommandLine) -> None:
    assert empty.run("extract").status == 2


def test_pages_of_one_site_in_a_stream_teach_each_other(
    empty: CommandLine, type_in: TypeIn
) -> None:
    words = ("red", "blue", "green")
    type_in("".join(line(path=w, url=URL + w, html=html(w, NOTE)) for w in words).encode())
    result = empty.run("extract", "--jsonl")
    assert (result.status, result.err) == (0, "")
    assert answers(result.out) == {word: "\n\n".join(own(word)) for word in words}


def test_pages_of_nobody_knows_where_do_not(empty: CommandLine, type_in: TypeIn) -> None:
    words = ("red", "blue", "green")
    type_in("".join(line(path=w, html=html(w, NOTE)) for w in words).encode())
    found = answers(empty.run("extract", "--jsonl").out)
    assert all(text.endswith(NOTE) for text in found.values())


def test_a_stream_may_name_files_and_pages_without_a_story(
    empty: CommandLine, type_in: TypeIn, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(html("red"), encoding="utf-8")
    type_in((line(path=str(path), url=URL) + "\n" + line(path="2", html="<p>Hi</p>")).encode())
    result = empty.run("extract", "--jsonl")
    assert answers(result.out) == {str(path): "\n\n".join(own("red")), "2": ""}


def test_bad_lines_are_told_of_and_the_rest_goes_on(empty: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "no json\n"
        + line(html="x")
        + line(path="1", html=html("red"))
        + line(path=str(tmp_path / "none.html"))
        + line(path="2", html=3)
    )
    result = empty.run("extract", "--jsonl", tmp_path / "in.jsonl")
    assert result.status == 1
    assert list(answers(result.out)) == ["1"]
    *told, last = result.err.splitlines()
    assert [sentence.split(":")[1].split()[1] for sentence in told] == ["1", "2", "4", "5"]
    assert last.endswith("4 lines were passed over.")


def test_the_parts_of_a_page_can_be_named(empty: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html("red", *own("green")))
    take = ("extract", tmp_path / "page.html", "--json")
    text = empty.run(*take, "--select", "p:nth-of-type(3)", "--select", "article p + p").json[
        "page"
    ]["text"]
    assert text == "\n\n".join([*own("red")[1:], *own("green")])
    text = empty.run(*take, "--select", "article", "--remove", "p:first-of-type").json["page"][
        "text"
    ]
    assert text == "\n\n".join([*own("red")[1:], *own("green")])


def test_a_selector_that_names_nothing_is_told(empty: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html("red"))
    result = empty.run("extract", tmp_path / "page.html", "--select", ".none", "--remove", ".no")
    assert own("red")[0].split()[-1] in result.out
    assert result.err.splitlines() == [
        "newsreader: Nothing on the page matches .no.",
        "newsreader: Nothing on the page matches .none.",
    ]
    assert result.status == 1
    idle = empty.run("extract", tmp_path / "page.html", "--remove", ".no")
    assert idle.status == 0, "that nothing was to be removed is no fault of what is shown"


def test_a_wrong_selector_is_told_in_one_line(empty: CommandLine) -> None:
    result = empty.run("extract", "page.html", "--select", "p >")
    assert result.status == 2
    assert "p > is no CSS selector: expected selector" in result.err


def test_the_settings_name_the_parts_of_the_pages_of_a_site(
    empty: CommandLine, web: FakeWeb, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(
        f"[[feed]]\nurl = '{web.url('/')}'\nselect = ['article p + p']\n"
    )
    web.answers["/red"] = page(html("red"))
    found = empty.run("extract", web.url("/red"), "--json").json["page"]
    assert found["text"] == own("red")[1]
    (tmp_path / "page.html").write_text(html("red"))
    told = empty.run("extract", tmp_path / "page.html", "--url", web.url("/red"), "--json").json
    assert told["page"] == found
