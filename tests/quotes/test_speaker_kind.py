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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Article 5 of the treaty says members take “such action as it deems fit”.", "Article 5"),
        ("Section 12 states: “No ferry sails by night.”", "Section 12"),
        ("Resolution 1701, adopted in May, says “no ferry sails by night”.", "Resolution 1701"),
        (
            "Article 5 is old. It says that all are bound.\n\nEach would take “such action as it "
            "deems necessary to keep the peace”.",
            "Article 5",
        ),
        ("Under Rule 12, “no ferry sails by night,” Jane Roe said.", "Jane Roe"),
        ("Jane Roe read Article 5 aloud. “It is short,” she said.", "Jane Roe"),
    ],
)
def test_a_part_of_a_law_is_a_document_with_its_number(text: str, speaker: str) -> None:
    (quote,) = find_quotes(text, "en")
    kind = SpeakerKind.PERSON if speaker == "Jane Roe" else SpeakerKind.DOCUMENT
    assert (quote.speaker, quote.kind) == (speaker, kind)
