"""Keeps the people and crowds of an article that have no name: "my mother", "protesters"."""

from bisect import bisect_left

from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.name_clusters import NameCluster
from newsreader.quotes.text.tokens import Tokens

_OF_A_CROWD = 0.2
"""Cost of a crowd as referent, in sentences of distance."""
_CROWD = 2
"""How many sentences back "they" may be a crowd."""


class UnnamedPeople:
    """The unnamed people of one article, who become members of its cast.

    Members are indices into ``Cast.members``; tokens are indices into ``Tokens``.
    """

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.members: dict[str, int] = {}
        self.mentions: list[tuple[int, int]] | None = None
        self.of_words = language.grammar("of_words")
        self.age_words = language.grammar("age_words")
        self.indefinite = language.indefinite_articles
        self.before_subjects = language.grammar("before_subjects") | {"\n", ".", ","}

    def text_of(self, phrase: SpeakerPhrase) -> str:
        """Return the words of a description, without a day or an age.

        These are in "the mayor on Monday said" and "la mujer de 35 años".
        """
        lower, last = self.tokens.lower, phrase.last
        dated = lower[last] in self.language.calendar and last - 2 >= phrase.core
        last -= 2 * (dated and lower[last - 1] in self.language.prepositions)
        for at in range(max(phrase.core, phrase.first) + 1, last):
            if (
                lower[at] in self.language.prepositions
                and lower[at + 1].isdigit()
                and lower[at + 2] in self.age_words
            ):
                last = at - 1
                break
        text = self.tokens.slice(phrase.first, last)
        if lower[phrase.first] in self.language.determiners:
            text = text[0].lower() + text[1:]
        return text

    def add(self, text: str, noun: str) -> int:
        """Return the member for a person without a name: "my mother", "an official"."""
        key = text.lower()
        if key not in self.members:
            gender = self.gender_of(noun)
            self.members[key] = len(self.cast.members)
            self.cast.members.append(
                NameCluster(
                    text,
                    (noun,),
                    body=not gender and noun not in self.language.person_nouns,
                    human=1,
                    man=float(gender == "m"),
                    woman=float(gender == "f"),
                )
            )
        return self.members[key]

    def before(self, token: int) -> list[tuple[int, int]]:
        """Return (token, member) of the last four unnamed men and women before ``token``."""
        lower, language = self.tokens.lower, self.language
        if self.mentions is None:
            self.mentions = []
            possessive = self.tokens.possessive
            for at in range(1, len(lower)):
                if lower[at - 1] not in language.determiners and at - 1 not in possessive:
                    continue
                word = lower[at]
                if at in possessive or not (
                    word in language.gendered_nouns
                    or (language.capital_nouns and self.gender_of(word))
                ):
                    continue
                before = lower[at - 2] if at > 1 else "."
                said = language.inverts and before in language.cues
                if language.inverts and lower[at - 1] in language.definite_articles:
                    continue  # "la mujer" is somebody named
                introduced = language.inverts and lower[at - 1] in self.indefinite
                if before not in self.before_subjects and not said and not introduced:
                    continue
                follows = at + 2 if lower[at + 1 : at + 2] == [","] else at + 1
                if follows in self.cast.starting or at - 3 in self.cast.ending:
                    continue
                self.mentions.append((at, self.add(self.tokens.slice(at - 1, at), word)))
        first = bisect_left(self.mentions, (token, -1))
        return self.mentions[max(0, first - 4) : first]

    def gender_of(self, noun: str) -> str:
        """Return the gender, m or f, of a noun or of a compound; empty where it has none."""
        language = self.language
        if noun in language.male_nouns:
            return "m"
        if noun in language.female_nouns:
            return "f"
        if not language.capital_nouns or not language.means_person(noun):
            return ""
        return "f" if noun.endswith("in") else "m"

    def crowd_before(self, token: int) -> tuple[int, float]:
        """Return the member for the last crowd that acts before ``token``, and its cost.

        A crowd is a plural of people without a name: "hundreds of protesters"; -1 for none.
        """
        tokens, lower, language = self.tokens, self.tokens.lower, self.language
        here = tokens.sentence_of(token)
        for sentence in range(here, max(-1, here - _CROWD), -1):
            start, stop = tokens.sentences[sentence]
            for at in range(start, min(stop, token)):
                if not self.language.is_crowd(lower[at]):
                    continue
                before = lower[at - 1] if at > start else "."
                if before in language.prepositions and before not in self.of_words:
                    continue
                if before in self.of_words and lower[at - 2] not in language.function_words:
                    continue
                crowd = self.add(tokens.words[at].lower(), lower[at])
                return crowd, here - sentence + _OF_A_CROWD
        return -1, 0.0

    def body_before(self, token: int) -> tuple[int, float]:
        """Return the member for the last body or document that acts before ``token``, and its cost.

        It has no name: "the council"; -1 for none.
        """
        tokens, lower, language = self.tokens, self.tokens.lower, self.language
        bodies = language.body_nouns | language.document_nouns
        here = tokens.sentence_of(token)
        for sentence in range(here, max(-1, here - _CROWD), -1):
            start, stop = tokens.sentences[sentence]
            if (
                stop - start > 2
                and start + 1 < token
                and lower[start] in language.definite_articles
                and lower[start + 1] in bodies
                and start + 1 not in tokens.possessive
            ):
                body = self.add(f"{lower[start]} {tokens.words[start + 1]}", lower[start + 1])
                return body, here - sentence + _OF_A_CROWD
        return -1, 0.0

    def person_before(self, token: int, gender: str) -> int:
        """Return the member for the last person behind a definite article before ``token``.

        They are sought in the sentence of ``token`` and the ones before; -1 for none.
        """
        tokens, lower, language = self.tokens, self.tokens.lower, self.language
        start = tokens.sentence_starts[max(0, tokens.sentence_of(token) - _CROWD)]
        for at in range(token - 1, start, -1):
            if lower[at - 1] in language.definite_articles and language.means_person(lower[at]):
                if gender in ("m", "f") and self.gender_of(lower[at]) not in ("", gender):
                    continue
                return self.add(f"{lower[at - 1]} {tokens.words[at]}", lower[at])
        return -1
