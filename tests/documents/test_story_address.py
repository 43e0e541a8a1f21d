import pytest

from newsreader.documents.story_address import names_story


@pytest.mark.parametrize(
    ("href", "headline", "names"),
    [
        ("/news/2026/how-the-ferry-was-saved-12.html", "How the ferry was saved last year", True),
        ("/sport/fuer-die-bruecke-am-hafen", "Für die Brücke am Hafen", True),
        ("/actu/le-debat-a-evreux-reprend", "Le débat à Évreux reprend", True),
        ("/n/71", "How the ferry was saved last year", False),
        ("/report-of-the-council", "How the ferry was saved last year", False),
        ("/ferry", "Ferry", False),
        ("", "", False),
    ],
)
def test_an_address_is_made_of_the_words_of_its_headline(
    href: str, headline: str, names: bool
) -> None:
    assert names_story(href, headline) is names
