"""Writes newsreader/languages/features.txt: by which short words and trigrams languages are told.

    python -m assets.train_languages FOLDER [--check]

FOLDER holds Django's message catalogs in the form that ``pip install --no-deps --target FOLDER
django==5.2.*`` leaves there; the texts are its translations into some sixty languages, by native
speakers. The same catalogs give the same file; ``--check`` says whether it is the one at hand.
"""

import argparse
import gettext
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from newsreader.languages.recognition import FEATURES, features

LANGUAGES = """
af az bs ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq
sr-Latn sv sw tk tr uz vi be bg kk ky mk mn ru sr tg tt uk ar ckb fa ug ur hi mr ne
""".split()
"""Those that share their letters with another; the others are known by their letters."""
KEPT = 500
"""How many features of a language are kept, the most frequent."""
RARE = 2e-5
"""The share of a feature that speaks neither for nor against a language."""
_STANDS_FOR = {"nb": "no", "nn": "no", "sr_Latn": "sr-Latn"}
_PLACEHOLDERS = re.compile(r"%\(\w+\)\w|%\w|\{[^}]*\}|<[^>]+>|https?:\S+")
_NOTICE = """\
# By which trigrams ("_" stands for the edge of a word) and short words languages are told that
# share their letters: the language and the usual weight a feature of its texts, then lines of a
# weight and the features that have it. Weights are twice the natural logarithm of how much more
# frequent than rare a feature is. Written by assets/train_languages.py from the translations of
# Django 5.2 (https://www.djangoproject.com), which are under the BSD 3-Clause licence, Copyright
# (c) Django Software Foundation and individual contributors. It holds counts only, no text.
"""


def texts_of(folder: Path) -> dict[str, set[str]]:
    """Return the texts of each language; those of English are what the others translate."""
    texts = defaultdict[str, set[str]](set)
    for path in sorted(folder.rglob("*.mo")):
        language = path.parts[-3]
        code = _STANDS_FOR.get(language) or language.partition("_")[0]
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for original, translation in catalog.items():
            source = original[0] if isinstance(original, tuple) else original
            if source and translation and translation != source and code != "en":
                texts[code].add(translation)
                texts["en"].add(source)
    return texts


def weights(counts: Counter[str]) -> dict[str, int]:
    """Return the weights of the most frequent features, the heaviest first."""
    total = counts.total()
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:KEPT]
    found = {feature: round(2 * math.log(count / total / RARE)) for feature, count in most}
    return {feature: weight for feature, weight in found.items() if weight > 0}


def table(folder: Path) -> str:
    """Return the whole file."""
    texts = texts_of(folder)
    lines = [_NOTICE.rstrip("\n")]
    for code in sorted(LANGUAGES):
        counts = Counter[str]()
        for text in texts[code]:
            counts.update(features(_PLACEHOLDERS.sub(" ", text)))
        found = weights(counts)
        usual = sum(found.get(feature, 0) * count for feature, count in counts.items())
        lines.append(f"[{code} {usual / counts.total():.2f}]")
        for weight in sorted(set(found.values()), reverse=True):
            ones = sorted(feature for feature, one in found.items() if one == weight)
            lines.append(f"{weight} {' '.join(ones)}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file, or say whether it is as it would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    given = parser.parse_args()
    found = table(given.folder)
    if not given.check:
        FEATURES.write_text(found, encoding="utf-8")
    elif found != FEATURES.read_text(encoding="utf-8"):
        raise SystemExit(f"{FEATURES} is not what {given.folder} gives")


if __name__ == "__main__":
    main()
