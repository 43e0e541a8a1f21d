import pytest

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.attributions.sentence_attribution import SentenceAttribution
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.cast import cluster_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import tokenize

ENGLISH = load_language("en")


def beside_of(text: str) -> SentenceAttribution:
    spans = find_quote_spans(text, ENGLISH)
    tokens = tokenize(text, spans, ENGLISH)
    return SentenceAttribution(tokens, spans, cluster_names(tokens, "", ENGLISH), ENGLISH)


def heard(text: str) -> tuple[str, str, str] | None:
    """Return who says the first marked words of ``text``, by which route and verb."""
    beside = beside_of(text)
    none: list[Attribution | None] = [None] * len(beside.spans)
    attribution = beside.attribute(0, none)
    if attribution is None:
        return None
    cue = beside.tokens.slice(attribution.cue, attribution.cue_last) if attribution.cue >= 0 else ""
    member = beside.tokens.slice(attribution.phrase.first, attribution.phrase.last)
    return member, attribution.route.value, cue


@pytest.mark.parametrize(
    ("text", "route", "cue"),
    [
        ('"We sail," Jane Roe said.', Route.AFTER, "said"),
        ('"We sail," said Jane Roe.', Route.AFTER, "said"),
        ('"We sail," according to Jane Roe.', Route.AFTER, "according to"),
        ('"We sail." — Jane Roe', Route.LABEL, ""),
        ('Jane Roe said, "We sail."', Route.BEFORE, "said"),
        ('Jane Roe: "We sail."', Route.LABEL, ""),
        ('Jane Roe, Harbour Post: "We sail."', Route.LABEL, ""),
        ('Jane Roe said the pier had been "a danger to us".', Route.CLAUSE, "said"),
        ('According to Jane Roe, the pier was "a danger".', Route.CLAUSE, "According to"),
        ('Tom Brandt was told by Jane Roe: "We sail."', Route.BEFORE, "told"),
        ('Jane Roe took the wheel. "We sail."', None, ""),
    ],
)
def test_an_attribution_is_read_from_its_sentence(text: str, route: Route | None, cue: str) -> None:
    assert heard(text) == (("Jane Roe", route.value, cue) if route else None)


def test_a_word_that_announces_a_quotation_is_no_speaker() -> None:
    assert heard('Quote: "We sail at nine."') is None


def test_the_subject_of_another_verb_is_no_inversion() -> None:
    found = heard('The star of "The Ferryman" announced it on Monday.')
    assert found is None or found[1] != Route.AFTER.value


def test_a_sentence_nearby_tells_of_somebody() -> None:
    beside = beside_of('Tom Brandt listened while Jane Roe spoke. "We sail."')
    attribution = beside.attribute_sentence(0, Route.SENTENCE)
    assert attribution is not None
    assert beside.tokens.slice(attribution.phrase.first, attribution.phrase.last) == "Jane Roe"
