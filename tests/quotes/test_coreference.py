import pytest

from newsreader.quotes.cast import cast
from newsreader.quotes.coreference import Coreference
from newsreader.quotes.language import language
from newsreader.quotes.phrases import Phrases
from newsreader.quotes.spans import find
from newsreader.quotes.tokens import fold

ENGLISH = language("en")


def meant(text: str, phrase: str) -> str:
    """Return whom the last place of ``phrase`` in ``text`` means."""
    frame = fold(text, find(text, ENGLISH), ENGLISH)
    people = cast(frame, "", ENGLISH)
    wanted = phrase.split()
    token = max(
        at for at in range(len(frame.words)) if frame.words[at : at + len(wanted)] == wanted
    )
    source = Phrases(frame, people, ENGLISH).phrase(token, len(frame.words))
    assert source is not None
    return Coreference(frame, people, ENGLISH).resolve(source, token)[0]


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
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
        ("The Farmers' Union met Manager Tom Brandt. Then it spoke.", "it", "Farmers' Union"),
        ("So Tom Brandt met Jane Roe. Then a lawyer spoke.", "a lawyer", "a lawyer"),
    ],
)
def test_a_phrase_means_somebody_named_before(text: str, phrase: str, who: str) -> None:
    assert meant(text, phrase) == who


def test_she_is_never_a_man() -> None:
    assert meant("Mr Tom Brandt came in. Then she spoke.", "she") == ""


def test_everybody_in_a_list_is_named() -> None:
    text = "So Jane Roe, Tom Brandt and Musa Okoro said so."
    assert meant(text, "Jane Roe") == "Jane Roe, Tom Brandt and Musa Okoro"
