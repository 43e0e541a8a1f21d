import pytest

from newsreader.quotes.attributions.coreference import Coreference
from newsreader.quotes.grammar.phrases import PhraseParser
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.cast import cluster_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import tokenize

ENGLISH = load_language("en")


def meant(text: str, mention: str) -> str:
    """Return whom the last ``mention`` in ``text`` means."""
    tokens = tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)
    cast = cluster_names(tokens, "", ENGLISH)
    wanted = mention.split()
    token = max(
        at for at in range(len(tokens.words)) if tokens.words[at : at + len(wanted)] == wanted
    )
    phrase = PhraseParser(tokens, cast, ENGLISH).phrase(token, len(tokens.words))
    assert phrase is not None
    return Coreference(tokens, cast, ENGLISH).resolve(phrase, token)[0]


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("Ms Jane Roe sat. Mr Tom Brandt came in. Then she spoke.", "she", "Jane Roe"),
        ("Ms Jane Roe sat. Mr Tom Brandt came in. Then he spoke.", "he", "Tom Brandt"),
        ("Ms Wema Okoro sat. Mr Zuri Kamba came in. Then she spoke.", "she", "Wema Okoro"),
        ("Mayor Jane Roe sat. Then the mayor spoke.", "the mayor", "Jane Roe"),
        ("Jane Roe, the mayor of Harbour, sat. Then the mayor spoke.", "the mayor", "Jane Roe"),
        ("Cabinet Secretary Jane Roe sat. Then the CS spoke.", "the CS", "Jane Roe"),
        (
            "The Secretary to the Harbour Government, Jane Roe, sat. Then the SHG spoke.",
            "the SHG",
            "Jane Roe",
        ),
        ("The Harbour Council met Mr Tom Brandt. Then it spoke.", "it", "Harbour Council"),
        ("Ms Jane Roe read a letter. Then it went on.", "it", ""),
        ("The Farmers' Union met Manager Tom Brandt. Then it spoke.", "it", "Farmers' Union"),
        ("So Tom Brandt met Jane Roe. Then a lawyer spoke.", "a lawyer", "a lawyer"),
    ],
)
def test_a_phrase_means_somebody_named_before(text: str, mention: str, speaker: str) -> None:
    assert meant(text, mention) == speaker


def test_she_is_never_a_man() -> None:
    assert meant("Mr Tom Brandt came in. Then she spoke.", "she") == ""


def test_everybody_in_a_list_is_named() -> None:
    text = "So Jane Roe, Tom Brandt and Musa Okoro said so."
    assert meant(text, "Jane Roe") == "Jane Roe, Tom Brandt and Musa Okoro"
