"""Parses offices and the names of who holds them: "the Duke of Harbour, Lord Roe"."""

from newsreader.quotes.grammar.speaker_phrase import BOUNDARIES, SpeakerPhrase
from newsreader.quotes.grammar.verbs import VerbParser
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.tokens import Tokens

_OFFICES = 4
"""Greatest number of further offices of one person."""
_REACH = 7
"""How many tokens a prepositional phrase may have."""
_ROLE = 4
"""Greatest length of an office in tokens."""


class OfficeParser(VerbParser):
    """Parses the offices of one text; methods take and return indices into the tokens.

    ``stop`` is the first index that is not read any more.
    """

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        super().__init__(tokens, cast, language)
        self.relating = language.grammar("that_words")
        self.assuming: dict[str, list[int]] = {}
        for phrase in sorted(language.assuming, key=len, reverse=True):
            first, *rest = phrase.split()
            self.assuming.setdefault(first, []).append(1 + len(rest))

    def office_holder(self, name: Name, stop: int) -> SpeakerPhrase:
        """Return the phrase of a name or office holder: "the Duke of Harbour, Lord Roe"."""
        titles = self.language.titles
        given = name.text.split()[0] in self.language.given_names
        ends_in_office = name.parts[-1] in titles and not given  # "Jane King" has a surname
        follow = (self.complements(name.last + 1, stop) if ends_in_office else name.last) + 1
        follow += ends_in_office and self.lower[follow : follow + 1] == ["."]
        link = self.lower[follow : follow + 1]
        begins_with_office = name.parts[0] in titles or (name.body and bool(name.titles))
        if (link == [","] and (begins_with_office or ends_in_office)) or (
            (ends_in_office or self.is_split(name, self.cast.starting.get(follow + 1)))
            and not self.and_words.isdisjoint(link)
        ):
            role = self._behind_role(follow + 1, stop)  # "Harbour Mayor and port director Jane Roe"
            for token in dict.fromkeys((follow + 1, role)):
                holder = self.bearer(name.begin, token, stop)
                if holder is not None:
                    return holder
        return SpeakerPhrase("name", name.begin, name.last, name.member)

    def is_split(self, name: Name, other: Name | None) -> bool:
        """Return whether "and" stands inside the office of the second of two names.

        "Minister of Lands and Housing Jane Roe" reads as two.
        """
        return (
            other is not None
            and other.begin < other.first
            and name.parts[0] in self.language.titles
            and not self.of_words.isdisjoint(name.parts)
        )

    def bearer(self, first: int, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase from ``first`` to the name at ``token``, whose office stands before."""
        name = self.cast.starting.get(token)
        if name is None or name.possessive or name.body:
            return None
        if not (self.closes(name.last + 1, stop) or self.verb_follows(name.last + 1, stop)):
            return None
        return SpeakerPhrase("name", first, name.last, name.member)

    def officer(self, first: int, last: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase of "chairman, CEO and president Jane Roe" and "HRO founder, Jane Roe".

        ``last`` is the last token of the first office.
        """
        if self.lower[last] not in self.language.roles:
            return None
        at = last + 1
        for _ in range(_OFFICES):
            link = at + (at < stop and self.lower[at] == ",")
            link += link < stop and self.lower[link] in self.and_words
            behind = self._behind_role(link, stop) if link > at else link
            if behind == link:
                break
            at = behind
        if at < stop and self.lower[at] == ",":
            at += 1
        return self.bearer(first, at, stop) if at > last + 1 else None

    def _behind_role(self, token: int, stop: int) -> int:
        """Return the token behind an office without an article at ``token``, else ``token``."""
        behind = token
        for at in range(token, min(stop, token + _ROLE)):
            if not self.tokens.words[at][0].isalpha() or self.lower[at] in self.stops:
                break
            if self.lower[at] in self.language.roles:
                behind = at + 1
        return behind

    def behind_assumed(self, token: int) -> int:
        """Return the token behind "identified as" at ``token``, else ``token``."""
        for length in self.assuming.get(self.lower[token], ()) if token < len(self.lower) else ():
            if " ".join(self.lower[token : token + length]) in self.language.assuming:
                return token + length
        return token

    def is_role(self, token: int) -> bool:
        """Return whether a token says what somebody is."""
        return self.language.is_role(self.lower[token])

    def is_holder(self, token: int) -> bool:
        """Return whether an office begins a phrase in a language that has no articles."""
        return not self.language.definite_articles and self.lower[token] in self.language.titles

    def is_called(self, name: Name, core: int) -> bool:
        """Return whether a name ends an office: "secretary of state Jane Roe"."""
        before = name.begin - 1
        return (
            before > core + 1
            and not (name.body or name.possessive)
            and name.text.split()[0] in self.language.given_names
            and len(name.parts) > 1
            and (self.tokens.words[before].islower() or self.language.inverts)
            and self.tokens.words[before][0].isalpha()
            and self.lower[before] not in self.stops
            and self.lower[before] not in self.language.determiners
        )

    def verb_follows(self, token: int, stop: int) -> bool:
        """Return whether a finite verb stands at ``token`` or at ``stop``, small words apart."""
        verb = self.skip_between(token, stop)
        return verb < len(self.lower) and self.may_be_verb(verb)

    def closes(self, token: int, stop: int) -> bool:
        """Return whether a phrase may end before ``token``."""
        return token >= stop or self.tokens.words[token] in BOUNDARIES or self.lower[token] == "."

    def complements(self, token: int, stop: int) -> int:
        """Return the last token of the phrases that follow a noun: "der Partei", "from Ohio"."""
        lower, language = self.lower, self.language
        first, end = token, token - 1
        while token < stop and (
            (lower[token] in language.prepositions and lower[token] not in self.adverbial)
            or (token == first and self.is_genitive(token))
        ):
            at = token + 1
            if language.inverts and lower[at : at + 1] and lower[at] in language.calendar:
                break
            while at < stop and at < token + _REACH:
                name = self.cast.starting.get(at)
                if name is not None:
                    at = name.last + 1
                    continue
                word = lower[at]
                if not word[0].isalnum() or word in language.prepositions:
                    break
                if lower[at - 1] in self.articles:
                    at += 1  # "a recording of the call"
                    continue
                if self._ends_complement(at, token, stop):
                    break
                at += 1
            while at > token + 1 and lower[at - 1] in self.small_words:
                at -= 1
            if at == token + 1:
                break
            if language.capital_nouns:
                while at > token + 1 and not self.tokens.words[at - 1][0].isupper():
                    at -= 1
                if at == token + 1:
                    break
            end = at - 1
            token = at
        return end

    def _ends_complement(self, at: int, token: int, stop: int) -> bool:
        """Return whether a complement with the preposition ``token`` ends before ``at``."""
        word = self.lower[at]
        if word in self.assuming and self.behind_assumed(at) > at:
            return True
        if word in self.stops and word not in self.language.determiners:
            return True
        if word in self.relating and at + 1 < stop and self.is_finite(at + 1):
            return True  # "a word to those that were there"
        if at - 1 in self.cast.ending and self._is_past(at):
            return True  # "a letter from Roe seen by the paper"
        return at > token + 1 and (self._says(at, stop) or self._follows_noun(at, token))

    def _follows_noun(self, token: int, first: int) -> bool:
        """Return whether small letters end a phrase that has its noun: "mit Akten sprach"."""
        words = self.tokens.words
        small = self.language.capital_nouns and words[token][0].islower()
        return small and token > first + 1 and words[token - 1][0].isupper()

    def is_genitive(self, token: int) -> bool:
        """Return whether an article belongs to the noun before it: "ein Sprecher der Polizei"."""
        return self.lower[token] in self.language.genitives and (
            self.tokens.words[token - 1][0].isupper()
        )

    def _says(self, token: int, stop: int) -> bool:
        """Return whether a verb of saying is at ``token``, or "read" at its clause's end."""
        if self.lower[token] in self.language.weak_cues:
            return self.closes(token + 1, stop)
        return self.is_cue(token)
