"""Reads speakers that a phrase or a document names: "according to Roe", "the letter read"."""

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.grammar.subjects import ClauseParser
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.spans import QuoteSpan
from newsreader.quotes.text.tokens import QUOTE, Tokens

_TITLE = 6
"""Fewest spaces in marked words that are too long for the name of a source."""


def _by_first_word(
    phrases: tuple[tuple[str, ...], ...],
) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


class PhraseAttribution:
    """Parses the phrases that name a source; ranges are indices into the tokens."""

    def __init__(
        self, tokens: Tokens, spans: list[QuoteSpan], cast: Cast, language: Language
    ) -> None:
        self.tokens, self.spans, self.cast, self.language = tokens, spans, cast, language
        self.parser = ClauseParser(tokens, cast, language)
        self.lower, self.words = tokens.lower, tokens.words
        self.by_sentence: dict[int, tuple[SpeakerPhrase | None, int]] = {}
        self.cue_phrases = _by_first_word(language.cue_phrases)
        self.opening_phrases = _by_first_word(language.opening_phrases)
        self.opinion_phrases = _by_first_word(language.opinion_phrases)

    def _named(self, name: Name, route: Route, cue: int = -1) -> Attribution:
        return Attribution(
            SpeakerPhrase("name", name.begin, name.last, name.member), route, cue, cue
        )

    def _by_phrase(self, token: int, stop: int, route: Route) -> Attribution | None:
        """Read "according to Roe"."""
        opinion = self._phrase_at(token, self.opinion_phrases)
        if opinion:
            last = token + len(opinion) - 1
            return Attribution(SpeakerPhrase("pronoun", last, last), route, token, last)
        opening = self._phrase_at(token, self.opening_phrases)
        if opening and self._opens(token):
            behind = token + len(opening)
            phrase = self.parser.phrase(behind, stop)
            if phrase is not None and self._is_person(phrase):
                return Attribution(phrase, route, token, behind - 1)
        for cue_phrase in self.cue_phrases.get(self.lower[token], ()):
            if tuple(self.lower[token : token + len(cue_phrase)]) == cue_phrase:
                behind = token + len(cue_phrase)
                phrase = self.parser.phrase(behind, stop)
                said = self.parser.skip_between(behind, stop)
                if phrase is None and said < stop and self.parser.is_cue(said):
                    phrase = self.parser.subject_after(said, stop)
                if self._is_object_pronoun(behind, stop):
                    phrase = SpeakerPhrase("pronoun", behind, behind)
                if phrase is not None:
                    return Attribution(phrase, route, token, behind - 1)
        return None

    def _phrase_at(self, token: int, phrases: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
        """Return that of ``phrases`` that stands at ``token``; empty for none."""
        for phrase in phrases.get(self.lower[token], ()):
            if tuple(self.lower[token : token + len(phrase)]) == phrase:
                return phrase
        return ()

    def _opens(self, token: int) -> bool:
        """Return whether ``token`` begins its sentence, a conjunction left out."""
        heads = self.parser.heads
        before = self.lower[token - 1] if token else "."
        behind_quote = QUOTE in (before, self.lower[token - 2] if before == "," else "")
        joined = token - 1 in heads and before in self.language.conjunctions
        return token in heads or joined or behind_quote

    def _is_person(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase names a person by a name, or by a noun for one."""
        if phrase.kind == "name":
            cluster = self.cast.members[phrase.member]
            return not cluster.body and cluster.human > cluster.place
        return phrase.kind == "noun" and self.language.means_person(self.lower[phrase.core])

    def _is_object_pronoun(self, token: int, stop: int) -> bool:
        """Return whether "her" stands alone, and not before a noun."""
        return (
            token < stop
            and self.lower[token] in self.parser.objects
            and (token + 1 >= stop or not self.words[token + 1][0].isalpha())
        )

    def _document(self, verb: int, stop: int) -> SpeakerPhrase | None:
        """Return the document of "…," read the sign, and «…», heißt es in dem Bericht."""
        if self.lower[verb] in self.language.weak_cues:
            phrase = self.parser.subject_after(verb, stop)
            return phrase if phrase is not None and self._is_document(phrase) else None
        if self.lower[verb] not in self.language.document_cues:
            return None
        token = self.parser.skip_adverbs(verb + 1, stop)
        if token >= stop or self.lower[token] not in self.language.prepositions:
            return None
        return self._document_phrase(token + 1, stop, verb)

    def _document_phrase(self, token: int, stop: int, verb: int) -> SpeakerPhrase | None:
        """Return the phrase behind a preposition if it names a document, or who "it" is from.

        ``verb`` tells what is in it. A noun in the case of an object stands without its article.
        """
        phrase = self.parser.phrase(token, stop)
        if phrase is None and token < stop:
            phrase = SpeakerPhrase("noun", token, token, core=token)
        if phrase is None or not (self._is_document(phrase) or self._is_origin(token, verb)):
            return None
        if phrase.kind == "name":
            return phrase
        if self.lower[phrase.first] in self.language.oblique | self.language.genitives:
            return SpeakerPhrase("noun", phrase.first + 1, phrase.last, core=phrase.core)
        return phrase

    def _is_origin(self, token: int, verb: int) -> bool:
        """Return whether a phrase tells who says what "it" says: "heißt es aus dem Amt"."""
        said = self.parser.pronouns.get(self.lower[verb + 1]) == "o"
        behind = self.lower[token - 1] in self.language.grammar("source_prepositions")
        return said and behind and self.words[token][0].isalpha()

    def _is_document(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase is a noun for a document, or a compound of one."""
        if phrase.kind != "noun":
            return False
        noun, documents = self.lower[phrase.core], self.language.document_nouns
        compound = self.language.capital_nouns and noun.endswith(tuple(documents))
        return noun in documents or compound

    def _marked_source(self, place: int, begin: int, finish: int) -> Attribution | None:
        """Read a source whose own name stands in marks: Der „Kurier“ schrieb: „…“.

        ``begin`` and ``finish`` are behind the quotation before and at the next one, where these
        are in the sentence of the quotation at ``place``.
        """
        if not self.language.inverts:
            return None
        verb = self.parser.skip_between(self.parser.skip_brackets(begin, place), place)
        if verb < place and self.parser.is_cue(verb) and self._is_source(begin - 1):
            source = SpeakerPhrase("noun", begin - 1, begin - 1, core=begin - 1)
            return Attribution(source, Route.BEFORE, verb, verb)
        verb = place + 1 + (self.words[place + 1 : place + 2] == [","])
        if verb + 2 == finish and self.parser.is_cue(verb) and self._is_source(finish):
            cited = self.cast.starting.get(finish + 1)
            if cited is not None:
                return self._named(cited, Route.AFTER, verb)  # zitiert der „Kurier“ Roe
            source = SpeakerPhrase("noun", finish, finish, core=finish)
            return Attribution(source, Route.AFTER, verb, verb)
        return None

    def _is_source(self, quote: int) -> bool:
        """Return whether a quote span is a name with an article."""
        if not 0 < quote < len(self.words) or self.words[quote] != QUOTE:
            return False
        name = self.tokens.quoted(quote)
        determined = self.lower[quote - 1] in self.language.determiners
        oblique = self.lower[quote - 1] in self.language.oblique
        whole = name[:1].isupper() and name[-1].isalnum() and name.count(" ") < _TITLE
        return determined and not oblique and whole

    def _institution(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return who speaks in «…», insisten desde la OCU: a body behind a verb of several."""
        if token >= stop or not self.parser.is_of_several(token - 1):
            return None
        return self.parser.institution(token, stop)

    def _document_before(self, verb: int, begin: int) -> SpeakerPhrase | None:
        """Return the document of In dem Bericht heißt es: „…“."""
        if self.lower[verb] not in self.language.document_cues:
            return None
        token = begin + (self.lower[begin] not in self.language.prepositions)
        if token < verb and self.lower[token] in self.language.prepositions:
            return self._document_phrase(token + 1, verb, verb)
        return None
