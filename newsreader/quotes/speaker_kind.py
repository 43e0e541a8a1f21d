"""Tells what the speaker of a quote is: a person, an organisation, a document or a group."""

from newsreader.domain.quoting.quote import SpeakerKind
from newsreader.quotes.attributions.routes import Attribution
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast


def kind_of(attribution: Attribution, cast: Cast, language: Language) -> SpeakerKind:
    """Return the kind of a resolved speaker; several who are named together are a group.

    A description is judged by its noun ("the report"), a name by the words in it ("Ndege Report")
    and by whether the cast takes it for that of an organisation. A noun that the language does not
    list means nothing that is known.
    """
    if attribution.member < 0:
        return SpeakerKind.GROUP
    member = cast.members[attribution.member]
    words = [part.casefold() for part in member.parts]
    if attribution.how.startswith("unnamed") or attribution.how == "crowd":
        return _of_noun(words[-1], language)
    if not member.body:
        return SpeakerKind.PERSON
    if words[-1] in language.document_nouns or words[0] in language.numbered_documents:
        return SpeakerKind.DOCUMENT
    crowd = words[-1] in language.crowd_nouns or words[-1].endswith(language.crowds)
    return SpeakerKind.GROUP if crowd else SpeakerKind.ORGANISATION


def _of_noun(noun: str, language: Language) -> SpeakerKind:
    if noun in language.document_nouns:
        return SpeakerKind.DOCUMENT
    if noun in language.group_nouns or noun in language.crowd_nouns:
        return SpeakerKind.GROUP
    if noun in language.body_nouns:
        return SpeakerKind.ORGANISATION
    plural = noun[-1:] == "s" and noun[:-1] in language.person_nouns
    if plural or language.is_crowd(noun):
        return SpeakerKind.GROUP
    person = language.means_person(noun) or language.is_role(noun)
    return SpeakerKind.PERSON if person else SpeakerKind.UNKNOWN
