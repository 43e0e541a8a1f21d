"""Tells how likely a block of a page is part of its story, by decision trees learned from pages.

``python -m assets.train_story_trees`` learned them (gradient boosting) and wrote
``story_trees.json``: a tree is a number, or a trait, a bound and the trees below and above it.
"""

import json
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from newsreader.documents.block_traits import TRAITS

TREES = Path(__file__).with_suffix(".json")
"""Where the trees are."""


def likelihood(traits: Sequence[float]) -> float:
    """Return how likely a block with these traits is part of the story, 0 to 1."""
    total = 0.0
    for tree in _trees():
        while isinstance(tree, list):
            trait, bound, below, above = tree
            tree = below if traits[trait] <= bound else above
        total += tree
    return 1 / (1 + exp(-total))


@cache
def _trees() -> list[Any]:
    learned = json.loads(TREES.read_text(encoding="utf-8"))
    if learned["traits"] != list(TRAITS):
        raise ValueError(f"{TREES.name} was learned with other traits.")
    return list(learned["trees"])
