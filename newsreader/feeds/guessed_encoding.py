"""Guesses the encoding of a text that names none, or another one, by how usual its letters are.

``charset-normalizer``, which is installed with trafilatura, takes Western text for Hungarian and
gives up on Shift JIS; ``chardetng`` has no wheels for every Python. A count of the commonest
letters is enough: read by another encoding, a text of a script of its own becomes a heap of rare
letters, capitals and signs. Encodings of Latin letters are not told from one another.
"""

import re
from dataclasses import dataclass

SAMPLE = 64 * 1024
"""So many bytes of text are looked at."""
LEAST = 6
"""A text of fewer bytes beyond ASCII tells nothing."""
LIKELY = 0.5
"""At least this share of the usual letters must be there, of what is usual in such text."""
BETTER = 1.4
"""A guess that fits so many times better is believed more than what a document declares."""
WRONG = 0.01
"""A text has at most this share of bytes that its encoding does not have."""
_KANA = "".join(map(chr, range(0x3041, 0x3094))) + "、。「」ーンスルトアリイラクド"
_HANGUL = (
    "이다는의에을를가은하고지도기로서한사자시나리어대인그수일아해라게정부전있들으스만원제주보장구성상과"
    "동미국말비여했며때면화도세관신경공분무내조위연"
)
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日"
    "，。、“”"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日"
    "，。、「」"
)


@dataclass(frozen=True, slots=True)
class _Script:
    """What text in some encodings is mostly made of."""

    codecs: tuple[str, ...]
    letters: frozenset[str]
    """The usual letters."""
    usual: float
    """Which share of the bytes beyond ASCII they take in usual text."""
    is_alphabet: bool = False
    """Whether a letter is one byte: then only words of such letters count."""


_SCRIPTS = (
    _Script(("cp932", "euc_jp"), frozenset(_KANA), 0.5),
    _Script(("gb18030",), frozenset(_SIMPLIFIED), 0.35),
    _Script(("big5hkscs",), frozenset(_TRADITIONAL), 0.35),
    _Script(("cp949",), frozenset(_HANGUL), 0.5),
    _Script(("cp1251", "koi8-u", "iso8859-5", "cp866"), frozenset("оеаинтсрвлкмі"), 0.77, True),
    _Script(("cp1253", "iso8859-7"), frozenset("αοιετσνηυρπκάίό"), 0.77, True),
    _Script(("cp1255",), frozenset("יוהלארתמבשנ"), 0.77, True),
    _Script(("cp1256",), frozenset("اليمنتورهبدعسكف"), 0.77, True),
    _Script(("cp874",), frozenset(map(chr, range(0x0E01, 0x0E4F))), 0.9, True),
)
_MARKUP = re.compile(rb"<(?:script|style)\b[^<]*|<[^<>]*>|&#?\w{1,9};", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(rb"[\x80-\xff]{3,}")
_SHIFTED = re.compile(rb"\x1b\$[@B][\x21-\x7e]{2}[^\x1b]{0,2000}\x1b\([BJ]")


def is_iso2022_jp(body: bytes) -> bool:
    """Whether a text, of ASCII bytes only, changes to Japanese characters and back."""
    return body.isascii() and b"\x1b$" in body and _SHIFTED.search(body) is not None


def guess_encoding(body: bytes, declared: str = "") -> str:
    """Return the Python codec of a text that is no UTF-8; empty where none is likely.

    ``declared`` is a codec that is believed unless another fits far better.
    """
    text = _MARKUP.sub(b" ", body[: 4 * SAMPLE])[:SAMPLE]
    high = sum(map(len, _HIGH.findall(text)))
    if high < LEAST:
        return ""
    words = b" ".join(_WORD.findall(text))
    fits = {
        codec: _fit(script, codec, words if script.is_alphabet else text, high)
        for script in _SCRIPTS
        for codec in script.codecs
    }
    best = max(fits, key=lambda codec: fits[codec])
    if fits[best] >= LIKELY and fits[best] >= BETTER * fits.get(declared, 0.0):
        return best
    return ""


def _fit(script: _Script, codec: str, text: bytes, high: int) -> float:
    """Return how near a text comes to usual text of a script; 0 where it cannot be that."""
    decoded = text.decode(codec, "replace")
    if decoded.count("\ufffd") > max(1, WRONG * high):
        return 0.0
    size = len("".join(one for one in decoded if one in script.letters).encode(codec, "ignore"))
    return size / high / script.usual
