import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from newsreader.demo import DEMO_TITLE, DemoStory, demo_stories
from newsreader.domain.clean import clean_line, clean_text, clean_url
from newsreader.domain.document import BLOCK_BREAK, BlockKind, Document, SpanKind

STORIES = demo_stories()
each_story = pytest.mark.parametrize("story", STORIES, ids=[story.key for story in STORIES])


def test_there_are_four_stories_each_in_a_paper_of_its_own() -> None:
    assert len(STORIES) == 4
    for field in ("key", "title", "outlet", "author", "url", "summary"):
        values = [getattr(story, field) for story in STORIES]
        assert len(set(values)) == 4, field
        assert all(clean_line(value) == value for value in values), field
    assert "Demo" in DEMO_TITLE


def test_the_newest_story_comes_first() -> None:
    ages = [story.age for story in STORIES]
    assert ages == sorted(ages)
    assert ages[0] >= timedelta(hours=1)


@each_story
def test_addresses_are_examples_that_lead_nowhere(story: DemoStory) -> None:
    links = [span.href for span in story.document.spans if span.kind is SpanKind.LINK]
    for url in (story.url, *links):
        assert clean_url(url) == url
        assert (urlsplit(url).hostname or "").endswith(".example")


@each_story
def test_the_text_is_clean_and_of_a_storys_length(story: DemoStory) -> None:
    assert clean_text(story.document.text) == story.document.text
    assert 450 <= story.document.words <= 800
    # Markup that was not understood would still be there.
    assert not re.search(r"[*_#<>\[\]]|\]\(|^- ", story.document.text, re.MULTILINE)


@each_story
def test_blocks_cover_the_text_and_spans_lie_in_blocks(story: DemoStory) -> None:
    document = story.document
    parts = [document.text[block.start : block.end] for block in document.blocks]
    assert BLOCK_BREAK.join(parts) == document.text
    assert all(part == part.strip() and part for part in parts)
    for span in document.spans:
        assert any(b.start <= span.start < span.end <= b.end for b in document.blocks)
    again = Document.from_shape(document.text, document.shape())
    assert (again.blocks, again.spans) == (document.blocks, document.spans)


@each_story
def test_a_story_is_told_by_many_voices(story: DemoStory) -> None:
    text = story.document.text
    assert len(re.findall("“[^“”]+”", text)) >= 14
    # Only a quote that goes on in the next paragraph opens without being closed.
    open_ends = [
        block
        for block in story.document.blocks
        if text[block.start : block.end].count("“") != text[block.start : block.end].count("”")
    ]
    assert all(text[block.start] == "“" for block in open_ends)


def test_together_the_stories_show_every_kind_of_block_that_prose_has() -> None:
    kinds = {block.kind for story in STORIES for block in story.document.blocks}
    assert kinds == {
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
        BlockKind.TABLE,
    }
    spans = {span.kind for story in STORIES for span in story.document.spans}
    assert {SpanKind.EMPHASIS, SpanKind.LINK} <= spans
