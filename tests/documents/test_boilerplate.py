import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.domain.document import Document

SITE = ("Harbour Gazette", "www.harbourgazette.example")
HOME = "https://www.harbourgazette.example"
STORY = [
    "After nine hours of debate the council voted on Thursday to rebuild the bridge that has "
    "divided the town since the flood, and to keep the school beside it open for another year.",
    "Engineers had warned in May that the northern pier would not carry lorries through another "
    "winter, but the report was read by few and acted on by nobody at the time.",
    "The ferry company said it would run twice as many boats until the work is done, which the "
    "council expects to take eighteen months from the spring.",
    "Opponents of the plan pointed to the cost, which has doubled since it was first drawn up.",
]


def page(*extra: str, at: int | None = None) -> Document:
    """Return the story with ``extra`` in front of the paragraph ``at``, else at its end."""
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    place = len(paragraphs) if at is None else at
    return read_html("".join([*paragraphs[:place], *extra, *paragraphs[place:]]), HOME + "/news/1")


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def link(text: str, path: str = "/news/2") -> str:
    return f"<a href='{path}'>{text}</a>"


IN_THE_MIDDLE = [
    f"<p>Keep up with the latest headlines on {link('WhatsApp')} | {link('LinkedIn')}</p>",
    f"<p>Follow us on {link('Facebook')}, {link('X')} and {link('Instagram')}.</p>",
    "<p>Follow the Harbour Gazette on Google News and get our alerts first.</p>",
    "<p>Sign up for our weekly newsletter to get the best of our reporting.</p>",
    "<h3>Get the latest news in your inbox</h3>",
    f"<p>Read also: {link('Ferry strike enters its third week')}</p>",
    f"<p><b>READ MORE:</b> {link('Ferry strike enters its third week')}</p>",
    f"<p>Lesen Sie auch: {link('Streik der Fähren geht in die dritte Woche')}</p>",
    f"<p>Lire aussi : {link('La grève des bacs entre dans sa troisième semaine')}</p>",
    f"<p>Czytaj więcej</p><p>{link('Trzeci tydzień strajku na promach')}</p>",
    f"<p>{link('Ferry strike enters its third week')}</p>",
    f"<h3>Related stories</h3><ul><li>{link('Ferry strike enters its third week')}</li>"
    f"<li>{link('Rain in the north by noon')}</li></ul>",
    f"<p>Click here to read {link('the judgment')} in full.</p>",
    "<ul><li>The Harbour Gazette as an <a href='https://apps.apple.com/de/app/gazette/id1'>app"
    "</a></li><li>Harbour Gazette by <a href='/letters/newsletter-daily'>letter</a></li></ul>",
    "<p>The Harbour Gazette is on <a href='https://whatsapp.com/channel/1'>WhatsApp</a> too.</p>",
    "<p>ADVERTISEMENT</p>",
    "<p>Article continues below</p>",
]

AT_THE_END = [
    "<p>© 2026 Harbour Gazette. All rights reserved.</p>",
    "<p>Copyright 2026 The Associated Gazettes</p>",
    "<p>To address comments or complaints, please contact us.</p>",
    "<p>Have a tip? Write to the newsroom at tips@harbourgazette.example.</p>",
    "<p>The Harbour Gazette publishes news from forty towns and from more than ninety writers. "
    "We print views of every kind.</p>",
    "<p>Harbour Gazette is a newspaper owned by its readers.</p>",
    "<p>Publishers named above each report are responsible for their own content, which we have "
    "no right to edit.</p>",
    "<p>The views expressed here do not necessarily reflect those of the paper.</p>",
    f"<p>The post {link('Bridge')} appeared first on {link('Harbour Gazette', '/')}.</p>",
    f"<p>Filed under: {link('Bridges')}, {link('Council')}</p>",
    "<p>You must confirm your public display name before you can comment.</p>",
    "<p>Share your thoughts on the bridge in the comments below.</p>",
    "<p>Support our journalism: make a donation today and help us to stay independent.</p>",
    "<p>Das Probeabo der Harbour Gazette endet von selbst.</p>",
    f"<ul><li>Topics :</li><li>{link('Bridges')}</li><li>{link('Council')}</li></ul>",
    "<h2>Comments</h2>",
    "<hr><p>You may also like…</p>",
]

ORDINARY = [
    "The Harbour Gazette reported in May that the northern pier was failing.",
    "A spokesman told the Harbour Gazette on WhatsApp that the boats were late.",
    "The council asked everybody who saw the accident to contact the harbour police.",
    "Residents organised themselves on WhatsApp, Facebook and Telegram within hours.",
    "The newsletter that the engineers had sent in May was read by few.",
    "“Follow us on Facebook and you will see it,” said Tom Brandt, an engineer.",
    "“You may contact us at any hour,” the mayor, Jane Roe, told the meeting.",
    "Copyright law is what the two companies have fought over for years.",
    "Follow-up tests on WhatsApp messages are due in March.",
    "The company is not responsible for the damage, a court ruled in June.",
    "Get the pier wrong, the engineers say, and the bridge will follow.",
    "Share prices of the ferry company fell by a tenth on Friday.",
    "Related costs have doubled, and more is to come.",
    "Who wants to help can make a donation to the lifeboat at the town hall.",
    "The mayor wanted to see the report before commenting.",
    "Travellers may cancel at any time, the ferry company said.",
    "Click here to vote, the screen said, and nothing happened.",
    "Comments by the mayor were met with laughter.",
]


@pytest.mark.parametrize("boilerplate", IN_THE_MIDDLE)
@pytest.mark.parametrize("at", [2, None])
def test_boxes_are_dropped_wherever_they_stand(boilerplate: str, at: int | None) -> None:
    assert texts(drop_boilerplate(page(boilerplate, at=at), SITE)) == STORY


@pytest.mark.parametrize("boilerplate", AT_THE_END)
def test_notes_are_dropped_at_the_end(boilerplate: str) -> None:
    assert texts(drop_boilerplate(page(boilerplate), SITE)) == STORY


def test_several_notes_at_the_end_go_together() -> None:
    document = page(AT_THE_END[4], AT_THE_END[2], "<hr>", AT_THE_END[0])
    assert texts(drop_boilerplate(document, SITE)) == STORY


@pytest.mark.parametrize("sentence", ORDINARY)
@pytest.mark.parametrize("at", [1, None])
def test_ordinary_paragraphs_stay(sentence: str, at: int | None) -> None:
    document = page(f"<p>{sentence}</p>", at=at)
    assert drop_boilerplate(document, SITE) is document


@pytest.mark.parametrize("note", AT_THE_END[2:8])
def test_a_note_in_the_middle_is_part_of_the_story(note: str) -> None:
    document = page(note, at=2)
    assert drop_boilerplate(document, SITE) is document


def test_a_story_about_the_site_itself_keeps_its_end() -> None:
    document = page(
        "<p>The strike at the Harbour Gazette went on.</p>",
        "<p>Harbour Gazette is a newspaper owned by its readers.</p>",
    )
    assert drop_boilerplate(document, SITE) is document


def test_links_to_other_sites_are_sources_and_stay() -> None:
    source = (
        "<p><a href='https://council.example/report'>The report of the engineers in full</a></p>"
    )
    document = page(source, at=2)
    assert drop_boilerplate(document, SITE) is document


def test_a_piece_of_a_sentence_that_is_a_link_stays() -> None:
    document = page(f"<p>{link('which the council had promised in May')}</p>", at=2)
    assert drop_boilerplate(document, SITE) is document


def test_a_post_that_a_story_tells_of_stays() -> None:
    post = "<a href='https://x.com/harbour/status/1'>wrote</a>"
    document = page(f"<p>The Harbour Gazette {post} that the boats were late.</p>", at=2)
    assert drop_boilerplate(document, SITE) is document


def test_a_closing_list_with_anything_but_topics_stays() -> None:
    things = f"<li>{link('Bridges')}</li><li>The school beside it, and the old pier</li>"
    document = page(f"<ul>{things}<li>{link('Council')}</li></ul>")
    assert drop_boilerplate(document, SITE) is document


def test_lists_of_things_stay() -> None:
    document = page("<ul><li>Eighteen months of work</li><li>Four million in costs</li></ul>", at=2)
    assert drop_boilerplate(document, SITE) is document


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>Sign up for our newsletter, they wrote to us</blockquote>",
        "<h2>Nothing remains for ever</h2>",
        "<p>See also: <a href='https://council.example/report'>the report of the council</a></p>",
        "<ul><li>Read more of us</li><li>Share</li><li>Sign up</li></ul>",
        "<ul><li>Boats: <a href='/a'>Anna</a>, <a href='/b'>Bertha</a></li>"
        "<li>Piers: <a href='/c'>North</a>, <a href='/d'>South</a></li></ul>",
    ],
    ids=["quotation", "heading", "source", "words", "several links"],
)
@pytest.mark.parametrize("at", [2, None])
def test_what_only_resembles_boilerplate_stays(html: str, at: int | None) -> None:
    document = page(html, at=at)
    assert drop_boilerplate(document, SITE) is document


def test_a_heading_goes_with_the_box_below_it() -> None:
    box = "<h3>The daily letter</h3><p>Sign up for our newsletter to get it in your inbox.</p>"
    assert texts(drop_boilerplate(page(box), SITE)) == STORY


def test_when_most_of_a_text_looks_like_boilerplate_all_of_it_stays() -> None:
    document = read_html("<p>A short note.</p><p>© 2026 Harbour Gazette. All rights reserved.</p>")
    assert drop_boilerplate(document, SITE) is document


def test_offsets_are_those_of_the_new_text() -> None:
    document = read_html(
        f"<p>Read also: {link('Ferry strike enters its third week')}</p>"
        + "".join(f"<p>{text}</p>" for text in STORY)
        + "<p>The <b>mayor</b> was there.</p>",
        HOME,
    )
    kept = drop_boilerplate(document, SITE)
    assert texts(kept) == [*STORY, "The mayor was there."]
    assert [kept.text[span.start : span.end] for span in kept.spans] == ["mayor"]


def test_names_are_not_needed_for_what_speaks_for_itself() -> None:
    assert texts(drop_boilerplate(page(AT_THE_END[2], AT_THE_END[0]))) == STORY
    assert drop_boilerplate(page()).text == page().text


PIECES = st.lists(
    st.sampled_from([f"<p>{t}</p>" for t in (*STORY, *ORDINARY)] + IN_THE_MIDDLE + AT_THE_END),
    max_size=12,
)


@given(PIECES)
def test_what_is_left_is_a_part_of_the_text_in_its_order(pieces: list[str]) -> None:
    document = read_html("".join(pieces), HOME)
    kept = drop_boilerplate(document, SITE)
    remaining = iter(texts(document))
    assert all(text in remaining for text in texts(kept))
    assert 2 * kept.words >= document.words
    assert drop_boilerplate(kept, SITE).words * 2 >= kept.words
    quoted = [text for text in texts(document) if text.startswith("“")]
    assert [text for text in texts(kept) if text.startswith("“")] == quoted
