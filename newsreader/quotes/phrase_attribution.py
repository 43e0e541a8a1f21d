"""Reads the phrases that name a speaker without a verb: "according to Roe", "in my opinion"."""

from newsreader.quotes.cast import Cast
from newsreader.quotes.language import Language
from newsreader.quotes.names import Name
from newsreader.quotes.routes import Attribution, Route
from newsreader.quotes.spans import QuoteSpan
from newsreader.quotes.speaker_phrase import SpeakerPhrase
from newsreader.quotes.subjects import ClauseParser
from newsreader.quotes.tokens import QUOTE, Tokens


def _by_first_word(
    phrases: tuple[tuple[str, ...], ...],
) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


class PhraseAttribution:
    """Parses the phrases of one article that name a speaker; ranges are indices into the tokens."""

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
