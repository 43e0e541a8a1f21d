"""Makes regular expressions of the words by which speakers are found without capitals."""

import re
from dataclasses import dataclass
from functools import cache

from newsreader.quotes.uncased.uncased_rules import UncasedRules

_NAME_SIGNS = r"[一-鿿㐀-䶿々〆ァ-ヶー・A-Za-zＡ-Ｚａ-ｚ0-9０-９&＆]"
INITIALS = re.compile(rf"({_NAME_SIGNS[:-1]}가-힣]{{3,30}})[（(]([A-ZＡ-Ｚ]{{2,8}})[）)]")
"""An organisation and its initials in brackets."""


@dataclass(frozen=True, slots=True)
class UncasedPatterns:
    """The regular expressions that the words of one language make, by what they find."""

    verb: re.Pattern[str]
    quotative: re.Pattern[str]
    topic: re.Pattern[str]
    particle: re.Pattern[str]
    title: re.Pattern[str]
    name: re.Pattern[str]
    cleft: re.Pattern[str]
    announcing: re.Pattern[str]
    label: re.Pattern[str]
    last_verb: re.Pattern[str]
    label_before: re.Pattern[str]
    opening: re.Pattern[str]
    naming: re.Pattern[str]
    adverbial: re.Pattern[str]


@cache
def uncased_patterns(rules: UncasedRules) -> UncasedPatterns:
    """Return the patterns of the language with these rules."""

    def alternatives(*keys: str) -> str:
        return "|".join(rules.alternatives(key) for key in keys)

    sign = r"[가-힣A-Za-z·]" if rules.places else _NAME_SIGNS
    name = rf"(?:{sign}+ ){{0,2}}{sign}+ ?$" if rules.places else rf"(?:{sign}|[ぁ-ん]{{2,4}}$)+$"
    given = r"[ぁ-ん]{2,4}(?=さん|氏)"
    bracket = r"(?:[（(][^（()）]*[）)])?"
    stem = rf"(?P<stem>(?:{sign}|{given})+(?:{alternatives('honorifics')})?{bracket})"
    particle = rf"(?P<particle>{alternatives('sources', 'particles', 'subjects')})"
    tie = rf"(?P<goes_on>{alternatives('continuing')})|{alternatives('quotatives')}"
    return UncasedPatterns(
        verb=re.compile(alternatives("verbs")),
        quotative=re.compile(rf"\s*(?:{tie})"),
        topic=re.compile(stem + particle),
        particle=re.compile(rf"(?P<stem>\S+?){particle}"),
        title=re.compile(alternatives("honorifics", "offices")),
        name=re.compile(name),
        cleft=re.compile(r"[ぁ-ん]{0,4}?のは[、,]?(?P<who>.+)"),
        label=re.compile(f"(?:{alternatives('label_endings')})$"),
        label_before=re.compile(f"(?:{alternatives('labels')})$"),
        last_verb=re.compile(f"(?:{alternatives('verbs')})$"),
        opening=re.compile(f"^(?:{alternatives('openings')})+"),
        announcing=re.compile(alternatives("announcing")),
        naming=re.compile(alternatives("naming")),
        adverbial=re.compile(alternatives("adverbials", "verbs")),
    )
