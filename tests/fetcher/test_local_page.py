import pytest

from newsreader.domain.errors import FeedError, GivenUp
from newsreader.domain.options.page_parts import PageParts
from newsreader.fetcher.local_page import open_reader
from newsreader.fetcher.workers.pool import Patience

STORY = b"<html><body><article><p>%s</p></article></body></html>" % (
    b"The ferry to the northern pier came back on Thursday after a night in the fog. " * 3
)
MONSTER = b"<html><body>" + b"<div><p>One</p></div>" * 30_000
COUNTING = PageParts(("div:nth-child(3n+1):nth-last-child(2n) p",), ())


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read() -> None:
    with open_reader(Patience(page=1.0)) as reader:
        with pytest.raises(GivenUp, match=r"more than 1 seconds"):
            reader.story(MONSTER, parts=COUNTING)
        assert reader.story(STORY).document.text.startswith("The ferry")


def test_a_page_without_a_story_is_not_given_up() -> None:
    with open_reader() as reader, pytest.raises(FeedError) as caught:
        reader.story(b"<html><body></body></html>")
    assert not isinstance(caught.value, GivenUp)
