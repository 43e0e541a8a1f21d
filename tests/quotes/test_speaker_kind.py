"""What a speaker is: a person, an organisation, a document or several people."""

import pytest

from newsreader.domain.quoting.quote import SpeakerKind
from newsreader.quotes.engine import find_quotes

SAID = "“The pier will be closed until the spring of next year,”"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{SAID} Jane Roe said.", "person"),
        (f"{SAID} a spokesman said.", "person"),
        (f"{SAID} the Harbour Port Authority said.", "organisation"),
        (f"{SAID} the ministry said.", "organisation"),
        (f"{SAID} the bevel said.", ""),
        (f"{SAID} the report said.", "document"),
        (f"{SAID} the banner read.", "document"),
        (f"{SAID} residents said.", "group"),
        (f"{SAID} the police said.", "group"),
        (f"{SAID} Jane Roe and Tomas Brandt said.", "group"),
        ("„Der Hafen bleibt bis zum Frühjahr zu“, sagte Eva Holm.", "person"),
        ("„Der Hafen bleibt bis zum Frühjahr zu“, sagte das Ministerium.", "organisation"),
        ("„Der Hafen bleibt bis zum Frühjahr zu“, schreibt die Zeitung.", "document"),
        ("« Le port restera fermé jusqu'au printemps », selon le rapport.", "document"),
        ("“He will not come,” it was said.", ""),
    ],
)
def test_a_speaker_is_told_by_name_and_noun(text: str, kind: str) -> None:
    language = "de" if "„" in text else "fr" if "«" in text else "en"
    (quote,) = find_quotes(text, language)
    assert quote.kind == SpeakerKind(kind), quote.speaker
