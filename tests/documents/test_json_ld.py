import json

import pytest
from lxml import html

from newsreader.documents.json_ld import body_parts, described_story

URL = "https://www.paper.example/news/bridge?from=feed"
HERE = "https://paper.example/news/bridge/"


def story_of(*scripts: object, url: str = URL) -> dict[str, object]:
    markup = "".join(
        f"<script type='application/ld+json'>{one if isinstance(one, str) else json.dumps(one)}"
        "</script>"
        for one in scripts
    )
    return described_story(html.document_fromstring(f"<head>{markup}</head><p>x</p>"), url)


def article(headline: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline, **more}


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("One.", ("One.",)),
        (["One.", "Two."], ("One.", "Two.")),
        ({"@value": "One.", "@language": "en"}, ("One.",)),
        ([{"@value": "One."}, "Two.", ["Three."]], ("One.", "Two.", "Three.")),
        ({"@type": "TextObject", "text": "One."}, ("One.",)),
        (None, ()),
        (7, ()),
        ([None, {}, " ", [[]]], ()),
    ],
)
def test_the_text_comes_in_any_shape(body: object, parts: tuple[str, ...]) -> None:
    assert body_parts(article("Bridge", articleBody=body)) == parts


def test_the_posts_of_a_live_blog_are_its_text() -> None:
    posts = [
        {"@type": "BlogPosting", "headline": f"Post {n}", "articleBody": f"It is {n}."}
        for n in (2, 1)
    ]
    blog = {"@type": "LiveBlogPosting", "articleBody": "So far.", "liveBlogUpdate": posts}
    assert body_parts(story_of(blog)) == ("So far.", "Post 2", "It is 2.", "Post 1", "It is 1.")


@pytest.mark.parametrize(
    "named", [{"url": HERE}, {"@id": HERE}, {"mainEntityOfPage": {"@type": "WebPage", "@id": HERE}}]
)
def test_of_several_articles_it_is_the_one_of_this_page(named: dict[str, object]) -> None:
    other = article("Other", url="https://paper.example/news/other")
    assert story_of(other, {"@graph": [other, article("Bridge", **named)]})["headline"] == "Bridge"
    assert story_of(other, article("Bridge"))["headline"] == "Other"


def test_articles_without_a_headline_complete_nothing() -> None:
    other = {"@type": "NewsArticle", "url": "https://paper.example/news/other", "author": "Roe"}
    assert "author" not in story_of(other, {"@type": "NewsArticle", "url": HERE})


def test_what_one_object_leaves_out_another_of_the_same_headline_says() -> None:
    found = story_of(
        article("Bridge", author="Ann Reporter"),
        article("Ferry", articleBody="Ferry text."),
        article("Bridge", author="Nobody", articleBody="Bridge text."),
    )
    assert (found["author"], found["articleBody"]) == ("Ann Reporter", "Bridge text.")


@pytest.mark.parametrize(
    "form", ["{};", "<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "<![CDATA[{}]]>", "\n{}\n"]
)
def test_a_script_may_be_wrapped(form: str) -> None:
    assert story_of(form.replace("{}", json.dumps(article("Bridge"))))["headline"] == "Bridge"


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "articleBody": ' + "[" * 900 + "]" * 900 + "}",
        '{"@type": "NewsArticle", "articleBody": [' + '"a",' * 200_000 + '"a"]}',
        "[" + "[[]]," * 100_000 + "[]]",
        '{"@type": "NewsArticle"}' + " " * 300_000 + "x",
        '{"@type": "NewsArticle", "url": "http://[::1", "mainEntityOfPage": [1]}',
    ],
    ids=["deep", "many", "lists", "blank", "address"],
)
def test_hostile_data_is_bounded(data: str) -> None:
    assert len(body_parts(story_of(data))) <= 2_000
