import json
from datetime import UTC, datetime
from textwrap import fill

import pytest

from newsreader.documents.blocks import read_html
from newsreader.domain.document import BlockKind, Document, SpanKind
from newsreader.domain.errors import FeedError
from newsreader.fetcher.workers.extract import extract_story

URL = "https://www.harbourgazette.example/news/bridge"

PARAGRAPHS = [
    "After nine hours of debate the council of Harbour voted on Thursday to rebuild the Iron "
    "Bridge, which has been closed to lorries since the flood of two winters ago.",
    "“We will rebuild the bridge, and we will not close the school to pay for it,” the mayor, "
    "Jane Roe, said after the vote, to applause from the gallery.",
    "Tom Brandt, an engineer who had warned in May that the northern pier would not last, called "
    "the decision late but right, and said that the work must begin before the ice comes.",
    "The ferry company will run twice as many boats until the spring. It said on WhatsApp that "
    "the fares would stay as they are for those who live on the northern bank.",
]

HEAD = """<meta charset="utf-8"><title>Council votes to rebuild the Iron Bridge - Gazette</title>
<meta property="og:title" content="Council votes to rebuild the Iron Bridge">
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2026-11-20T08:15:00+02:00">
<meta name="author" content="Ann Reporter"><link rel="canonical" href="/news/the-bridge">"""


def page(body: str, head: str = HEAD) -> bytes:
    return f"""<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
</header><main><article><h1>Council votes to rebuild the Iron Bridge</h1>
<p class="byline">By Ann Reporter</p><p class="date">20 November 2026</p>{body}
<p>© 2026 Harbour Gazette. All rights reserved.</p></article>
<aside><h2>Most read</h2><ul><li><a href="/news/rain">Rain in the north</a></li></ul></aside></main>
<footer><p>Contact · Imprint · Privacy</p></footer></body></html>""".encode()


def text_of(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def declaring(body: object, free: bool = True) -> str:
    said = {"@type": "NewsArticle", "articleBody": body, "isAccessibleForFree": free}
    return f"{HEAD}<script type='application/ld+json'>{json.dumps(said)}</script>"


CLOSED = "\n".join(PARAGRAPHS)


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_the_whole_story_and_nothing_but_the_story() -> None:
    promotion = "<p>Keep up with the latest headlines on <a href='/w'>WhatsApp</a> | <a>X</a></p>"
    note = (
        "<p>The Harbour Gazette publishes reports from forty towns. Writers named above each "
        "report are responsible for their own content.</p>"
    )
    body = text_of(*PARAGRAPHS[:2]) + promotion + text_of(*PARAGRAPHS[2:]) + note
    found = extract_story(page(body), URL)
    assert texts(found.document) == PARAGRAPHS
    assert {block.kind for block in found.document.blocks} == {BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    "linked",
    [
        "<p><a href='/v'>It was the last vote of a council that nobody had liked much.</a></p>",
        "<p><a href='/v'><strong>The vote was the last one of this council.</strong></a></p>",
        "<p>He wrote: <a href='/v'>We have warned of this for seven long years.</a></p>",
        "<p>The candidates are:</p><ul><li><a href='/c/1'>Jane Roe, the mayor of Harbour</a></li>"
        "<li><a href='/c/2'>Tom Brandt, the engineer of the bridge</a></li></ul>",
        "<h2><a href='/v'>How the council voted</a></h2>",
        "<blockquote><p><a href='/v'>Nobody closes a school for my bridge</a></p></blockquote>",
        "<div><a href='/v'>It was the last vote of a council that nobody had liked much.</a></div>",
        "<div class='text'><p><a href='/v'>It was the last vote of this council.</a></p></div>",
        "<div>The candidates are:</div><div><ul><li><a href='/c/1'>Jane Roe, mayor of Harbour</a>"
        "</li><li><a href='/c/2'>Tom Brandt, the engineer of the bridge</a></li></ul></div>",
        "<h3>The candidates</h3><ol><li><a href='/c/1'>Jane Roe, the mayor of Harbour</a></li>"
        "<li><a href='/c/2'>Tom Brandt, the engineer of the bridge</a></li></ol>",
        "<p>The candidates are:</p><p><a href='/c/1'>Jane Roe, the mayor of Harbour</a></p>"
        "<p><a href='/c/2'>Tom Brandt, the engineer of the bridge</a></p>",
        "<h3><a href='/v'>The bridge</a></h3><ul><li>is closed for good, said Tom Brandt</li></ul>",
        "<h2><a href='/v'>The bridge</a></h2><div><p>It was built by Eva Holm.</p></div>",
        "<p><strong><a href='/v'>How it was built</a></strong></p><p>By Eva Holm and others.</p>",
        "<blockquote><p>Nobody closes my school</p><footer><a href='/r'>Jane Roe, mayor</a>"
        "</footer></blockquote>",
        "<figure><blockquote><a href='/v'>Nobody closes a school for my bridge</a></blockquote>"
        "</figure>",
        "<p><q><a href='/v'>Nobody closes a school for my bridge</a></q></p>",
    ],
)
def test_what_a_story_links_from_end_to_end_is_its_text(linked: str) -> None:
    body = text_of(*PARAGRAPHS[:2]) + linked + text_of(*PARAGRAPHS[2:])
    text = extract_story(page(body), URL).document.text
    for block in read_html(linked).blocks:
        assert read_html(linked).text[block.start : block.end] in text


@pytest.mark.parametrize("end", [".", ""])
def test_a_linked_lead_is_text(end: str) -> None:
    lead = f"The Iron Bridge of Harbour will be open again{end}"
    body = f"<p><a href='/v'>{lead}</a></p>" + text_of(*PARAGRAPHS)
    assert texts(extract_story(page(body), URL).document) == [lead, *PARAGRAPHS]


def test_a_story_each_of_whose_paragraphs_has_a_wrapper_keeps_linked_ones() -> None:
    linked = "<p><a href='/v'>It was the last vote of this council.</a></p>"
    blocks = [*text_of(*PARAGRAPHS[:2]).split("</p>"), linked]
    body = "".join(f"<div class='part'>{block}</div>" for block in blocks)
    assert "last vote" in extract_story(page(body), URL).document.text


def test_words_that_are_pulled_out_of_a_paragraph_are_not_set_twice() -> None:
    pulled = "<blockquote><p>We will rebuild the bridge, and we will not close the school</p>"
    body = text_of(*PARAGRAPHS[:3]) + pulled + "</blockquote>" + text_of(PARAGRAPHS[3])
    assert texts(extract_story(page(body), URL).document) == PARAGRAPHS


@pytest.mark.parametrize(
    "cue",
    [
        "Mehr zum Thema:",
        "Lire la suite :",
        "Te puede interesar:",
        "Lees meer:",
        "İlgili haber:",
        "اقرأ أيضا:",
        "関連記事：",
        "延伸阅读：",
        "관련 기사:",
    ],
)
def test_a_cue_makes_links_to_other_stories_of_what_follows(cue: str) -> None:
    for linked in (
        f"<p><a href='/o'>{cue} How the ferry was saved.</a></p>",
        f"<p>{cue}</p><p><a href='/o'>How the ferry was saved.</a></p>",
        f"<p>{cue}</p><ul><li><a href='/o'>How the ferry was saved last year</a></li></ul>",
    ):
        body = text_of(*PARAGRAPHS[:2]) + linked + text_of(*PARAGRAPHS[2:])
        assert texts(extract_story(page(body), URL).document) == PARAGRAPHS


@pytest.mark.parametrize(
    "linked",
    [
        "<p><a href='/o'>Read more: The history of the bridge.</a></p>",
        "<p><strong>ALSO READ: <a href='/o'>How the ferry was saved.</a></strong></p>",
        "<p>Read more:</p><ul><li><a href='/o'>How the ferry was saved last year</a></li>"
        "<li><a href='/p'>What the school will look like soon</a></li></ul>",
        "<blockquote class='wp-embedded-content'><p><a href='/o'>How the ferry was saved</a></p>"
        "</blockquote>",
    ],
)
def test_links_to_other_stories_are_not(linked: str) -> None:
    body = text_of(*PARAGRAPHS[:2]) + linked + text_of(*PARAGRAPHS[2:])
    assert texts(extract_story(page(body), URL).document) == PARAGRAPHS


def test_what_the_feed_has_of_a_story_belongs_to_it_whatever_its_page_says() -> None:
    opening = "The vote of the council came at midnight and surprised the whole town and its press."
    body = f"<p class='teaser'><a href='/v'>{opening}</a></p>" + text_of(*PARAGRAPHS)
    assert texts(extract_story(page(body), URL, known="").document) == PARAGRAPHS
    known = f"{opening}\n\nMore."
    assert texts(extract_story(page(body), URL, known=known).document) == [opening, *PARAGRAPHS]


def test_a_formula_of_a_page_keeps_its_powers() -> None:
    formula = "<math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
    body = text_of(*PARAGRAPHS, f"The energy of the flood was {formula}, an engineer said today.")
    assert "was mc², an" in extract_story(page(body), URL).document.text


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_a_page_has_struck_out_is_struck(tag: str) -> None:
    line = f"The bridge costs <{tag}>fifty</{tag}> forty million, an engineer said on Thursday."
    gone = f"<{tag}>The mayor has told the council that she will resign in the spring.</{tag}>"
    document = extract_story(
        page(text_of(PARAGRAPHS[0], line, gone, *PARAGRAPHS[1:])), URL
    ).document
    struck = [document.text[slice(*one)] for one in document.struck]
    assert struck[0] == "~~fifty~~"
    assert "resign" not in document.text or "resign" in struck[1]


def test_the_metadata_is_read() -> None:
    found = extract_story(page(text_of(*PARAGRAPHS)), URL)
    assert found.title == "Council votes to rebuild the Iron Bridge"
    assert (found.author, found.outlet) == ("Ann Reporter", "Harbour Gazette")
    assert found.published == datetime(2026, 11, 20, 6, 15, tzinfo=UTC)
    assert (found.language, found.url) == (
        "en-GB",
        "https://www.harbourgazette.example/news/the-bridge",
    )


def test_a_page_without_metadata_still_has_title_outlet_and_address() -> None:
    found = extract_story(page(text_of(*PARAGRAPHS), head="<title>x</title>"), URL)
    assert found.title == "Council votes to rebuild the Iron Bridge"
    assert (found.outlet, found.url) == ("harbourgazette.example", URL)


def test_structure_survives() -> None:
    body = (
        text_of(PARAGRAPHS[0])
        + f"<p>{PARAGRAPHS[1]} <a href='/report'>The report</a> has <em>ninety</em> pages.</p>"
        + "<h2>What comes next</h2><ol><li>The pier is measured</li><li>Work begins</li></ol>"
        + text_of(*PARAGRAPHS[2:])
        + "<table><tr><th>Boat</th><th>Hour</th></tr><tr><td>North</td><td>6:10</td></tr></table>"
        + text_of("The council meets again in a fortnight to settle who builds the new pier.")
    )
    document = extract_story(page(body), URL).document
    kinds = [block.kind.value for block in document.blocks]
    assert kinds == ["p", "p", "h", "li", "li", "p", "p", "table", "p"]
    assert [block.marker for block in document.blocks[3:5]] == ["1.", "2."]
    links = [span for span in document.spans if span.kind is SpanKind.LINK]
    assert [(document.text[s.start : s.end], s.href) for s in links] == [
        ("The report", "https://www.harbourgazette.example/report")
    ]


def test_the_standfirst_belongs_to_the_story() -> None:
    standfirst = "What the vote of Thursday means for both banks of the town"
    head = HEAD + f"<meta property='og:description' content='{standfirst}'>"
    body = f"<div class='deck'><span>{standfirst}</span></div>" + text_of(*PARAGRAPHS)
    assert texts(extract_story(page(body, head), URL).document)[0] == standfirst


@pytest.mark.parametrize(
    ("encode", "charset", "declared"),
    [
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8-sig", "windows-1251", ""),
        ("utf-16", "", ""),
        ("windows-1251", "windows-1251", ""),
        ("windows-1251", "", "<meta charset='windows-1251'>"),
        (
            "windows-1251",
            "",
            "<meta http-equiv='content-type' content='text/html; charset=windows-1251'>",
        ),
    ],
)
def test_the_encoding_is_found(encode: str, charset: str, declared: str) -> None:
    story = [
        "Совет города после девяти часов споров решил восстановить железный мост у гавани.",
        "Инженеры ещё в мае предупреждали, что северная опора не выдержит ещё одной зимы.",
    ]
    head = declared + "<title>Мост</title>"
    body = page(text_of(*story), head).decode().replace("©", "(c)").replace("·", "-")
    found = extract_story(body.encode(encode), URL, charset)
    assert texts(found.document)[:2] == story


def test_unlabelled_western_text_is_windows_1252() -> None:
    body = page(text_of(*PARAGRAPHS), "<title>x</title>").decode().encode("cp1252")
    assert texts(extract_story(body, URL).document) == PARAGRAPHS


@pytest.mark.parametrize("joint", ["\n\n", "\n", "</p><p>"])
def test_a_story_that_is_only_declared_is_found(joint: str) -> None:
    said = joint.join(PARAGRAPHS)
    said = f"<p>{said}</p>" if "<" in joint else said
    for body in ("<div id='app'></div>", text_of(PARAGRAPHS[0])):
        assert texts(extract_story(page(body, declaring(said)), URL).document) == PARAGRAPHS


def test_a_declared_text_may_come_in_parts_some_of_which_are_html() -> None:
    parts = [PARAGRAPHS[0], {"@value": f"<p>{PARAGRAPHS[1]}</p>"}, "\n".join(PARAGRAPHS[2:])]
    found = extract_story(page("<p>Read on.</p>", declaring(parts)), URL)
    assert texts(found.document) == PARAGRAPHS


def test_a_declared_text_that_breaks_off_or_is_not_free_is_none() -> None:
    body = text_of(PARAGRAPHS[0])
    for head in (declaring("\n".join([*PARAGRAPHS[:3], "The ferry…"])), declaring(CLOSED, False)):
        assert texts(extract_story(page(body, head), URL).document) == PARAGRAPHS[:1]


def test_a_page_goes_as_far_as_its_declared_text() -> None:
    body = text_of(*PARAGRAPHS, "Eva Holm writes about boats, nets and the weather in the north.")
    assert len(extract_story(page(body), URL).document.blocks) == 5
    head = declaring("\n".join(PARAGRAPHS))
    assert texts(extract_story(page(body, head), URL).document) == PARAGRAPHS


def test_what_the_page_declares_as_text_belongs_to_the_story() -> None:
    body = f"<p class='teaser'><a href='/v'>{PARAGRAPHS[0]}</a></p>" + text_of(*PARAGRAPHS[1:])
    head = declaring(" ".join(PARAGRAPHS))
    assert texts(extract_story(page(body, head), URL).document) == PARAGRAPHS


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<article><h1>Bridge shut</h1><p>The Iron Bridge is shut.</p></article>", ""),
        ("<p>The Iron Bridge is shut.</p>", "<meta property='og:type' content='article'>"),
        (
            "<main><p>The Iron Bridge is shut.</p><p><a href='/o'>Other news.</a></p></main>",
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>',
        ),
    ],
)
def test_a_flash_is_a_story_where_its_page_vouches_for_it(body: str, head: str) -> None:
    whole = f"<html><head><title>Bridge shut</title>{head}</head><body>{body}</body></html>"
    found = extract_story(whole.encode(), URL)
    assert (found.title, texts(found.document)) == ("Bridge shut", ["The Iron Bridge is shut."])


@pytest.mark.parametrize(
    "body",
    [
        "<p>The Iron Bridge is shut.</p>",
        "<article><p>The bridge is shut.</p></article><article><p>It rains.</p></article>",
        "<article><p>Please enable JavaScript to read on.</p></article>",
        "<article><p>Loading</p></article>",
    ],
)
def test_few_words_are_no_story_by_themselves(body: str) -> None:
    with pytest.raises(FeedError, match="no story"):
        extract_story(f"<html><body>{body}</body></html>".encode(), URL)


def test_footnotes_belong_to_the_story() -> None:
    body = (
        text_of(PARAGRAPHS[0] + "<sup id='r1'><a href='#n1'>1</a></sup>", *PARAGRAPHS[1:])
        + "<section class='footnotes'><ol><li id='n1'><p>By the report of May. "
        "<a href='#r1'>↩</a></p></li></ol></section><p id='other'>More: <a href='#r1'>up</a></p>"
    )
    document = extract_story(page(body), URL).document
    assert texts(document)[-1] == "By the report of May. ↩"
    links = {span.href for span in document.spans if span.kind is SpanKind.LINK}
    anchors = {span.href for span in document.spans if span.kind is SpanKind.ANCHOR}
    assert links == anchors == {f"{URL}#n1", f"{URL}#r1"}


@pytest.mark.parametrize(
    "listing",
    [
        "<pre><code class='language-go'>package main\nvar x</code></pre>",
        "<pre class='go'>package main\nvar x</pre>",
        "<div class='code-toolbar'><pre class='language-go'><code>package main\nvar x</code></pre>"
        "<div class='toolbar'></div></div>",
        "<figure class='highlight'><pre><code data-lang='go'>package main\nvar x</code></pre>"
        "</figure>",
    ],
)
def test_listings_keep_their_language(listing: str) -> None:
    body = text_of(*PARAGRAPHS[:2]) + listing + text_of(*PARAGRAPHS[2:])
    code = extract_story(page(body), URL).document.blocks[2]
    assert (code.kind, code.marker) == (BlockKind.CODE, "go")


def test_a_listing_leaves_the_table_that_numbers_its_lines() -> None:
    listing = (
        "<figure class='highlight'><table><tr><td class='gutter'><pre>1\n2</pre></td>"
        "<td class='code'><pre>package main\nvar x</pre></td></tr></table></figure>"
    )
    body = text_of(*PARAGRAPHS[:2]) + listing + text_of(*PARAGRAPHS[2:])
    found = extract_story(page(body), URL).document
    assert texts(found)[2] == "package main\nvar x" and "1\n2" not in found.text


def test_plain_text_is_a_story() -> None:
    body = "\n\n".join(["A bridge of iron", *(fill(one, 66) for one in PARAGRAPHS)]).encode()
    for content_type in ("text/plain", ""):
        found = extract_story(body, URL, content_type=content_type)
        assert (found.title, found.outlet) == ("A bridge of iron", "harbourgazette.example")
        assert texts(found.document) == PARAGRAPHS


def test_markup_in_plain_text_is_text() -> None:
    body = f"{PARAGRAPHS[0]}\n\nA paragraph begins with <p>, said Jane Roe.".encode()
    found = extract_story(body, URL, content_type="text/plain").document
    assert texts(found)[1] == "A paragraph begins with <p>, said Jane Roe."
    whole = page(text_of(*PARAGRAPHS))
    assert texts(extract_story(whole, URL, content_type="text/plain").document) == PARAGRAPHS


def test_control_characters_do_not_hide_the_story() -> None:
    body = page(text_of(*PARAGRAPHS[:3], PARAGRAPHS[3] + "&#27;]0;x&#7;&#0;\x1b&#x9d;"))
    document = extract_story(body, URL).document
    assert texts(document)[:3] == PARAGRAPHS[:3]
    assert not any(ord(char) < 32 and char != "\n" for char in document.text)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"just a line of text",
        b'{"title": "not a page"}',
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"<!-- <p>nothing</p> -->",
        b"<html><head><title>Only a title</title></head><body></body></html>",
        b"<html><body><p>Please enable JavaScript to read on.</p></body></html>",
    ],
    ids=["empty", "blank", "text", "json", "picture", "comment", "title", "notice"],
)
def test_a_page_without_a_story_is_told_in_one_sentence(body: bytes) -> None:
    with pytest.raises(FeedError, match=r"^[A-Z][^.\n]+\.$"):
        extract_story(body, URL)


def test_a_page_before_the_story_is_told_for_what_it_is() -> None:
    robots = b"<html><head><title>Just a moment...</title></head><body><h1>One</h1></body></html>"
    with pytest.raises(FeedError, match="robots"):
        extract_story(robots, URL)
    beginning = text_of(*PARAGRAPHS[:2], "Subscribe to continue reading")
    assert "subscribers" in extract_story(page(beginning), URL).paywall
    assert extract_story(page(text_of(*PARAGRAPHS)), URL).paywall == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 60_000,
        "<b>" * 38_000,
        "<!--" * 80_000,
        "<script type='application/ld+json'>" + '{"author": "name" ' * 1_800 + "</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        f"<p {' '.join(f'a{number}=1' for number in range(80_000))}>",
        "<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 500 + "</table>",
        "<blockquote><p>“We are well,” said the master of the ferry.</p></blockquote>" * 3_000,
        f"<p>{'<del>x</del><ins>y</ins>' * 40_000}</p>",
        "<div><a href='/news/rain'>Rain in the north of the county</a></div>" * 60_000,
        "<p><s>Line of a broken page.</p>" * 5_000,
    ],
    ids=("div b comment json brackets attributes spans quotations struck links unclosed".split()),
)
def test_hostile_pages_do_not_hide_the_story(hostile: str) -> None:
    body = page(text_of(*PARAGRAPHS) + hostile)
    found = texts(extract_story(body, URL).document)
    first = found.index(PARAGRAPHS[0])
    assert found[first : first + 4] == PARAGRAPHS


@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize("tag", ["figure", "label", "fieldset"])
def test_a_story_in_what_is_never_closed_is_found(tag: str, times: int) -> None:
    body = f"<html><body>{f'<{tag}>' * times}<img src='/pier.jpg'>{text_of(*PARAGRAPHS)}"
    found = extract_story(body.encode(), URL).document
    said = [text for text in texts(found) if text in PARAGRAPHS]
    assert said == PARAGRAPHS


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("8<!-- --> boats", "8 boats"),
        ("<span>8<!-- --> boats</span>", "8 boats"),
        ("<a href='/boats'>8<!-- --> boats</a>", "8 boats"),
        ("<code>run(<i>8</i>, <s>boats</s>)</code>", "run(8, ~~boats~~)"),
        ("<code><b>run</b></code>", "run"),
        ("<code>run<br>8</code>", "run\n8"),
    ],
)
def test_words_stay_in_their_place_whatever_is_set_around_them(markup: str, words: str) -> None:
    sentence = f"The company wrote {markup} in its plan for the winter, and nothing else of it."
    document = extract_story(page(text_of(PARAGRAPHS[0], sentence, *PARAGRAPHS[1:])), URL).document
    assert texts(document)[1] == sentence.replace(markup, words)


def test_a_declared_text_with_a_long_gap_is_read_at_once() -> None:
    body = f"{PARAGRAPHS[0]}{' ' * 300_000}{PARAGRAPHS[1]}\n \n{PARAGRAPHS[2]}"
    found = extract_story(page("<p>Read on.</p>", declaring(body)), URL).document
    assert texts(found)[-1] == PARAGRAPHS[2] and len(found.blocks) == 2
