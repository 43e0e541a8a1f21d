"""Learns what on a page is its story: ``python -m assets.train_story_trees PAGES``.

PAGES is a folder with an ``index.tsv`` whose columns ``path``, ``gold`` and ``url`` name pages, the
text of their stories and where they come from; one with a ``note`` is left out. The script needs
``lightgbm``. It prints how well blocks are told on outlets that it did not learn from (ten folds),
and writes ``newsreader/documents/story_trees.json``; with ``--check`` it only prints.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsreader.documents.block_traits import TRAITS, measured_blocks
from newsreader.documents.metadata import read_metadata
from newsreader.documents.realign import squeeze
from newsreader.documents.story_trees import TREES
from newsreader.documents.unlikely_blocks import UNLIKELY
from newsreader.fetcher.workers.page_source import decode_page, parse_page

FOLDS = 10
LONG = 15
"""A block of fewer characters is part of the story only where it is a line of it."""
WORDS = 200
"""A block counts by its words, up to so many."""
LEAST = 50
"""A page counts as one of at least this many words."""
COUNTED = 20
"""As how many blocks a page counts, besides a little for each of its blocks."""
SETTINGS: dict[str, Any] = {
    "n_estimators": 150,
    "num_leaves": 12,
    "learning_rate": 0.06,
    "min_child_samples": 30,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5,
    "random_state": 1,
    "n_jobs": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, and which are its story."""

    outlet: str
    traits: list[list[float]]
    words: list[int]
    labels: list[bool]

    @property
    def weights(self) -> list[float]:
        """How much each block counts, so that pages count alike."""
        own = (words for words, label in zip(self.words, self.labels, strict=True) if label)
        size = max(LEAST, sum(own))
        return [COUNTED * min(words, WORDS) / size + 0.02 for words in self.words]


def read_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of a folder that have blocks."""
    with (folder / "index.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if not row["gold"] or row["note"]:
            continue
        tree = parse_page(decode_page((folder / row["path"]).read_bytes(), ""))
        blocks = measured_blocks(tree, read_metadata(tree, row["url"]).summaries)
        gold = (folder / row["gold"]).read_text(encoding="utf-8")
        whole, lines = squeeze(gold), {squeeze(line) for line in gold.splitlines()}
        if blocks:
            yield Page(
                ".".join((urlsplit(row["url"]).hostname or "").split(".")[-2:]),
                [list(map(float, block.traits)) for block in blocks],
                [block.words for block in blocks],
                [block.key in (whole if len(block.key) >= LONG else lines) for block in blocks],
            )


def fit(pages: Iterable[Page]) -> Any:
    """Return trees that are fitted to ``pages``."""
    import numpy
    from lightgbm import LGBMClassifier

    pages = list(pages)
    return LGBMClassifier(**SETTINGS).fit(
        numpy.array([one for page in pages for one in page.traits]),
        numpy.array([one for page in pages for one in page.labels]),
        sample_weight=numpy.array([one for page in pages for one in page.weights]),
    )


def folds(pages: Sequence[Page]) -> dict[str, int]:
    """Return the fold of each outlet."""
    outlets = sorted({page.outlet for page in pages})
    random.Random(0).shuffle(outlets)
    return {outlet: at % FOLDS for at, outlet in enumerate(outlets)}


def report(pages: Sequence[Page]) -> None:
    """Print what share of other outlets' story and of the rest would be dropped, by words."""
    import numpy

    fold = folds(pages)
    dropped, sizes = {True: 0, False: 0}, {True: 0, False: 0}
    for number in range(FOLDS):
        model = fit(page for page in pages if fold[page.outlet] != number)
        for page in (page for page in pages if fold[page.outlet] == number):
            found = model.predict_proba(numpy.array(page.traits))[:, 1]
            for likely, words, label in zip(found, page.words, page.labels, strict=True):
                sizes[label] += words
                dropped[label] += words if likely < UNLIKELY else 0
    for label, name in ((True, "story"), (False, "rest")):
        print(f"{name}: {dropped[label] / sizes[label]:.2%} of {sizes[label]} words dropped")


def plain(node: dict[str, Any]) -> Any:
    """Return a tree of lightgbm as ``story_trees`` reads it."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 5)
    bound = float(f"{node['threshold']:.5g}")
    return [node["split_feature"], bound, plain(node["left_child"]), plain(node["right_child"])]


def main() -> None:
    """Learn from the pages of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    pages = list(read_pages(arguments.pages))
    report(pages)
    if not arguments.check:
        trees = fit(pages).booster_.dump_model()["tree_info"]
        learned = {"traits": TRAITS, "trees": [plain(tree["tree_structure"]) for tree in trees]}
        TREES.write_text(json.dumps(learned, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
