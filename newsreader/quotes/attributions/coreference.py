"""Resolves a phrase to a member of the cast: a pronoun, an office, a short name."""

from bisect import bisect_left

from newsreader.quotes.attributions.joint_speakers import JointSpeakers
from newsreader.quotes.attributions.offices import YEARS_OLD, OfficeHolders
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.introductions import Introductions
from newsreader.quotes.people.name_clusters import NameCluster
from newsreader.quotes.people.names import Name
from newsreader.quotes.people.namesakes import Namesakes
from newsreader.quotes.people.unnamed import UnnamedPeople
from newsreader.quotes.text.tokens import QUOTE, Tokens, sentence_places

# Costs of a candidate, in sentences of distance; tuned on hand-checked news.
_NOT_KNOWN_HUMAN = 1.5
_NO_GENDER = 0.4
_POSSESSIVE = 0.8
_OBJECT = 0.6
_QUALIFIES = 1.2
_RANK = 0.3
_UNNAMED = 0.5
_A_PERSON = 2.0
_ANOTHER = 0.8
# Bonuses, in the same unit.
_LEADS = 0.3
_SPEAKS = 0.7
_MEANT = 0.2
_SPOKE = 0.4
_SUBJECT = 0.6

_WORDS = 3
"""Greatest length, in words behind the article, of a phrase that refers back."""
_MEMORY = 6
"""How many sentences or speakers back a pronoun may refer."""
_WINDOW = 40
"""How many mentions back a pronoun may refer."""


class Coreference:
    """Resolves the phrases of one article in order and records who has spoken so far.

    Members of the cast are indices into ``Cast.members``; tokens are indices into ``Tokens``.
    """

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.pronouns = dict(language.pronouns + language.object_pronouns)
        self.resolved_pronouns: dict[int, int] = {}
        self.speakers: list[tuple[int, int]] = []
        self.next_sentence = 0
        self.unnamed = UnnamedPeople(tokens, cast, language)
        self.offices = OfficeHolders(tokens, cast, language)
        self.introductions = Introductions(tokens, cast, language)
        self.namesakes = Namesakes(tokens, cast)
        self.joint = JointSpeakers(tokens)
        self.places = sentence_places(tokens)

    def record(self, phrase: SpeakerPhrase, member: int) -> None:
        """Record the member that a phrase was resolved to."""
        if member >= 0:
            if phrase.kind == "pronoun":
                self.resolved_pronouns[phrase.first] = member
            if not self.speakers or self.speakers[-1] != (phrase.first, member):
                self.speakers.append((phrase.first, member))
            self.cast.members[member].human += 1

    def resolve(self, phrase: SpeakerPhrase, place: int) -> tuple[str, int, str]:
        """Return the fullest name for ``phrase``, its member (or -1) and how it was found."""
        members = self.cast.members
        if phrase.kind == "name":
            together = list(dict.fromkeys((phrase.member, *phrase.also)))
            if len(together) > 1:
                names = [members[member].name for member in together]
                return self.joint.record(phrase.first, names), -1, "several"
            office = self.tokens.words[phrase.last]
            if self._is_bare(phrase) and office.isupper():
                member = self.offices.by_initials(office.lower())
                if member >= 0:
                    return members[member].name, member, "by initials"
            if self._is_demonym(phrase):
                member, margin = self._likeliest(phrase.first, "")
                if member >= 0:
                    return members[member].name, member, f"by origin, {margin}"
            namesake = self.namesakes.meant(phrase.first, self.speakers)
            member = namesake if namesake >= 0 else phrase.member
            return members[member].name, member, "as written"
        if phrase.kind == "writer":
            return "", -1, ""
        if phrase.kind == "pronoun":
            return self._pronoun(phrase.first)
        return self._noun(phrase)

    def _is_demonym(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase is a person by origin: "the Londoner"."""
        lower = self.tokens.lower
        return (
            self._is_bare(phrase)
            and len(self.cast.members[phrase.member].mentions) == 1
            and lower[phrase.last].endswith(tuple(self.language.demonym_endings))
        )

    def _is_bare(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase is one word behind an article."""
        article = self.tokens.lower[phrase.first] in self.language.definite_articles
        return article and phrase.last == phrase.first + 1

    def _noun(self, phrase: SpeakerPhrase) -> tuple[str, int, str]:
        """Return the referent of "the president" or "the lawmaker", else the phrase itself."""
        lower, last = self.tokens.lower, phrase.core if phrase.core >= 0 else phrase.last
        if lower[last] == QUOTE:
            text = self.tokens.quoted(last)
            return text, self.unnamed.add(text, text.lower().rpartition(" ")[2]), "in marks"
        definite = self.language.definite_articles
        refers = not definite or lower[phrase.first] in definite
        forms = self.language.indefinite(lower[last])
        if (
            (refers or (phrase.first == last and len(forms) > 1))
            and last - phrase.first <= 3
            and (last == phrase.last or self.language.inverts)
        ):
            former = not self.offices.lesser.isdisjoint(lower[phrase.first : last])
            member = max(self.offices.holder(form, former) for form in forms)
            if member >= 0:
                return self.cast.members[member].name, member, "office"
            old = lower[last].endswith(YEARS_OLD)
            member = self.offices.by_age(lower[last].removesuffix(YEARS_OLD)) if old else -1
            if member >= 0:
                return self.cast.members[member].name, member, "office"
            means_person = any(map(self.language.means_person, forms))
            if (means_person or old) and not self._is_somebody_else(phrase, last):
                member, margin = self._likeliest(phrase.first, self.unnamed.gender_of(lower[last]))
                if member >= 0 and self._may_be_meant(member, lower[last]):
                    return self.cast.members[member].name, member, f"noun, {margin}"
        text = self.unnamed.text_of(phrase)
        # "Roe's son" mostly has a name that has not been understood.
        named = any(at in self.tokens.possessive for at in range(phrase.first, last))
        how = "unnamed, of somebody" if named else "unnamed"
        return text, self.unnamed.add(text, lower[last]), how

    def _is_somebody_else(self, phrase: SpeakerPhrase, noun: int) -> bool:
        """Return whether a description means somebody without a name.

        An indefinite article introduced such a person, or nothing but a complement tells, in a
        language without articles, who is meant: "rzecznik ministerstwa".
        """
        language = self.language
        open_to_all = language.inverts and not language.definite_articles and noun != phrase.last
        return open_to_all or self.introductions.has(self.tokens.lower[noun], phrase.first)

    def _may_be_meant(self, member: int, noun: str) -> bool:
        """Return whether ``noun`` may mean a member: one that is a person without other offices."""
        if not self.language.inverts:
            return True
        return self.cast.members[member].human > 0 and not self.offices.has_another(member, noun)

    def _pronoun(self, token: int) -> tuple[str, int, str]:
        if token in self.resolved_pronouns:
            member = self.resolved_pronouns[token]
            return self.cast.members[member].name, member, "pronoun again"
        kind = self._kind(token)
        several = self.joint.meant(token, self.speakers) if kind == "p" else ""
        if several:
            return several, -1, "several"
        if kind in ("m", "f"):
            member, margin = self._likeliest(token, kind)
        elif not kind and self.language.pro_drop:
            gender = self.language.gender_of_verb(self.tokens.lower[token])
            member, margin = self._likeliest(token, gender)
            kind = gender or "none"
        else:
            member, margin = self._body(token, kind)
        if member < 0 and self.language.inverts and kind in ("m", "f", "none"):
            member, margin = self.unnamed.person_before(token, kind), "unnamed"
        if member < 0:
            return "", -1, ""
        return self.cast.members[member].name, member, f"pronoun {kind}, {margin}"

    def _kind(self, token: int) -> str:
        """Return whom the pronoun at ``token``, or at the end of it, stands for."""
        word = self.tokens.lower[token]
        return self.pronouns.get(word.rpartition("-")[2] if self.language.eliding else word, "")

    def _cost(self, name: Name, cluster: NameCluster, gender: str) -> float:
        """Return the cost of a mention as referent, in sentences; lower is better."""
        cost = 0.0
        if cluster.human <= 0:
            cost += _NOT_KNOWN_HUMAN
        elif gender and cluster.man == cluster.woman:
            cost += _NO_GENDER
        if name.possessive:
            cost += _POSSESSIVE
        elif self._qualifies(name):
            return cost + _QUALIFIES
        elif self._depends(name):
            cost += _OBJECT
        if name.begin == self.tokens.sentence_starts[self.tokens.sentence_of(name.begin)]:
            cost -= _LEADS
        return cost - _SPEAKS * name.speaks

    def _qualifies(self, name: Name) -> bool:
        """Return whether a name belongs to those whom the next word names: "Roe backers"."""
        after = name.last + 1
        word = self.tokens.words[after] if after < len(self.tokens.words) else "."
        people = word in self.language.roles or word.endswith(self.language.crowds)
        return people and word.islower() and word not in self.language.verbs

    def _depends(self, name: Name) -> bool:
        """Return whether a preposition governs a name, or the noun before it: "med venen Roe"."""
        lower, language = self.tokens.lower, self.language
        before = name.begin - 1
        if before < 0 or lower[before] in language.prepositions:
            return before >= 0
        if not language.inverts or not language.is_role(lower[before]):
            return False
        before -= 1 + (lower[before - 1] in language.determiners)
        return before >= 0 and lower[before] in language.prepositions

    def _resolve_leading_pronouns(self, token: int) -> None:
        """Resolve "he" and "she" at the beginning of every sentence before ``token``."""
        starts = self.tokens.sentence_starts
        while self.next_sentence < len(starts) and starts[self.next_sentence] < token:
            head = starts[self.next_sentence]
            self.next_sentence += 1
            kind = self._kind(head)
            if kind in ("m", "f") and head not in self.resolved_pronouns:
                member, _ = self._likeliest(head, kind)
                if member >= 0:
                    self.resolved_pronouns[head] = member

    def _likeliest(self, token: int, gender: str) -> tuple[int, str]:
        """Return the likeliest referent at ``token`` (-1 for none) and by how much it leads.

        ``gender`` is m, f or empty for any.
        """
        tokens, members = self.tokens, self.cast.members
        here = tokens.sentence_of(token)
        self._resolve_leading_pronouns(tokens.sentence_starts[here])
        stop = bisect_left(self.cast.firsts, token)
        costs: dict[int, float] = {}
        ranks: dict[int, int] = {}
        for name in self.cast.names[max(0, stop - _WINDOW) : stop]:
            cluster = members[name.member]
            if (
                cluster.body
                or cluster.place > cluster.human
                or cluster.parts[-1] in self.language.places
                or (cluster.human <= 0 and len(cluster.parts) < 2)
                or (gender and not cluster.may_be(gender))
            ):
                continue
            sentence = tokens.sentence_of(name.first)
            if sentence not in ranks:
                ranks[sentence] = self._is_same_pronoun(tokens.sentence_starts[sentence], gender)
            cost = here - sentence + self._cost(name, cluster, gender) + _RANK * ranks[sentence]
            if gender and (
                self._is_fronted(name, token)
                or self._follows_pronoun(name, tokens.sentence_starts[sentence], gender)
            ):
                cost += _ANOTHER
            ranks[sentence] += 1
            costs[name.member] = min(cost, costs.get(name.member, 99.0))
        for sentence in range(max(0, here - _MEMORY), here + 1):
            head = tokens.sentence_starts[sentence]
            member = self.resolved_pronouns.get(head, -1)
            if member >= 0 and (not gender or members[member].may_be(gender)) and head < token:
                costs[member] = min(here - sentence - _MEANT, costs.get(member, 99.0))
        for at, member in self.unnamed.before(token) if gender or self.language.pro_drop else ():
            if not gender or members[member].may_be(gender):
                cost = here - tokens.sentence_of(at) + _UNNAMED
                costs[member] = min(cost, costs.get(member, 99.0))
        if not gender and self.language.pro_drop:
            body, cost = self.unnamed.body_before(token)
            if body >= 0:
                costs[body] = cost - _SUBJECT
        for at, member in self.speakers[-_MEMORY:]:
            if (
                at < token
                and (not gender or members[member].may_be(gender))
                and not members[member].body
            ):
                cost = self.places[here] - self.places[tokens.sentence_of(at)] - _SPOKE
                cost += _NO_GENDER * bool(gender and members[member].man == members[member].woman)
                costs[member] = min(cost, costs.get(member, 99.0))
        if not costs:
            return -1, ""
        best = min(costs, key=costs.__getitem__)
        margin = (
            min((cost for member, cost in costs.items() if member != best), default=9.0)
            - costs[best]
        )
        if len(costs) == 1:
            return best, "alone"
        return best, "clear" if margin > 1.5 else "likely" if margin > 0.5 else "open"

    def _follows_pronoun(self, name: Name, start: int, gender: str) -> bool:
        """Return whether a name depends on a clause of a pronoun: "he took gifts from Roe"."""
        lower = self.tokens.lower
        return (
            not name.speaks
            and lower[name.begin - 1] in self.language.prepositions
            and any(self.pronouns.get(word) == gender for word in lower[start : name.begin])
        )

    def _is_fronted(self, name: Name, token: int) -> bool:
        """Return whether a name ends what stands before its clause: "With Roe, he went"."""
        lower = self.tokens.lower
        depends = lower[name.begin - 1] in self.language.prepositions
        return depends and name.last + 2 == token and lower[name.last + 1] == ","

    def _is_same_pronoun(self, token: int, gender: str) -> int:
        """Return 2 where a sentence begins with a pronoun of ``gender``, else 0."""
        return 2 if self.pronouns.get(self.tokens.lower[token]) == gender else 0

    def _body(self, token: int, kind: str) -> tuple[int, str]:
        """Return the organisation, else the last speaker, that "they" or "it" refers to."""
        members = self.cast.members
        stop = bisect_left(self.cast.firsts, token)
        here = self.tokens.sentence_of(token)
        best, least, place = -1, 99.0, -1
        ranks: dict[int, int] = {}
        for name in self.cast.names[max(0, stop - _MEMORY * 2) : stop]:
            sentence = self.tokens.sentence_of(name.first)
            rank = ranks.get(sentence, 0)
            ranks[sentence] = rank + 1
            cluster = members[name.member]
            is_person = cluster.man != cluster.woman or (kind == "o" and bool(cluster.titles))
            cost = here - sentence + _RANK * rank + _A_PERSON * (is_person and not cluster.body)
            cost += self._cost(name, cluster, "") - _NOT_KNOWN_HUMAN * (cluster.human <= 0)
            if cost < least:
                best, least, place = name.member, cost, name.first
        for at, member in self.speakers[-_MEMORY:]:
            cost = here - self.tokens.sentence_of(at) - _SPOKE
            if members[member].body and at < token and cost < least:
                best, least, place = member, cost, at
        before = self.unnamed.crowd_before if kind == "p" else self.unnamed.body_before
        unnamed, cost = before(token)
        if unnamed >= 0 and cost < least:
            return unnamed, "crowd"
        late = least > 1.5 and bool(self.speakers)
        place, best = self.speakers[-1] if late else (place, best)
        earlier = best >= 0 and self.tokens.sentence_of(place) < here  # not "for Roe, it is"
        if kind == "o" and earlier and members[best].is_surely_person:
            return -1, ""
        return best, "last speaker" if late else "body"
