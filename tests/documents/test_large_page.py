import pytest

from newsreader.documents.large_page import LARGE, is_large, read_large_page
from newsreader.documents.shallow_tree import parse_tree
from newsreader.fetcher.workers.extract import extract_story

URL = "https://www.harbour.example/book"


def lines(count: int, of: str = "boat") -> str:
    return "".join(
        f"<p>The {of} number {n} came back to the <a href='/pier'>pier</a> of the island on "
        "Thursday, after a night in the fog that had covered it.</p>"
        for n in range(count)
    )


def page(story: str, around: str = "") -> str:
    return (
        "<html lang='en'><head><title>Boats</title></head><body><nav><ul>"
        + "<li><a href='/n'>Other boats of the day</a></li>" * 40
        + f"</ul></nav>{story}{around}<footer>All rights reserved.</footer></body></html>"
    )


@pytest.mark.parametrize(
    "around", ["<main>{}</main>", "<form>{}</form>", "<div><div>{}</div></div>"]
)
def test_the_story_of_a_large_page_is_whole(around: str) -> None:
    story = extract_story(page(around.format(lines(LARGE // 2))).encode(), URL)
    assert len(story.document.blocks) == LARGE // 2
    assert story.document.text.startswith("The boat number 0 ")
    assert "Other boats" not in story.document.text
    assert "rights reserved" not in story.document.text


@pytest.mark.parametrize("named", ["class='area Comments'", "id='disqus_thread'"])
def test_comments_below_are_no_part_of_it(named: str) -> None:
    comments = f"<div {named}>{lines(LARGE // 2, of='comment')}</div>"
    tree = parse_tree(page(f"<article>{lines(20)}</article>", comments))
    assert is_large(tree)
    assert len(read_large_page(tree, URL).blocks) == 20


def test_what_others_write_below_the_one_article_is_no_part_of_it() -> None:
    below = f"<section class='voices'>{lines(LARGE // 2, of='letter')}</section>"
    tree = parse_tree(page(f"<article>{lines(20)}</article>", below))
    assert len(read_large_page(tree, URL).blocks) == 20


def test_lists_of_links_inside_are_no_part_of_it() -> None:
    links = "<div><a href='/n'>A boat that is for sale today</a></div>" * LARGE
    tree = parse_tree(page(f"<article>{lines(20)}{links}{lines(20)}</article>"))
    assert len(read_large_page(tree, URL).blocks) == 40


def test_one_paragraph_is_never_all_of_it() -> None:
    notes = "".join(f"The boat of note <a href='#n{n}'>{n}</a> came back. " for n in range(LARGE))
    tree = parse_tree(page(f"<article>{lines(20)}<p>{notes}</p></article>"))
    assert len(read_large_page(tree, URL).blocks) == 21


def test_usual_pages_are_not_large() -> None:
    assert not is_large(parse_tree(page(lines(1_000))))
