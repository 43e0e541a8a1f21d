import re
import time
from collections.abc import Callable

import pytest

from newsreader.quotes.engine import find_quotes

PARAGRAPHS = (
    "The council of Harbour voted on Thursday to rebuild the bridge that the flood took away in "
    "spring, after nine hours of debate and against the advice of its own engineers, who had "
    "warned that the northern pier would not carry the weight of a tram.",
    '"We will rebuild the bridge, and we will not close the school to pay for it," Mayor Jane Roe '
    'told reporters in front of the town hall. "Nobody who has crossed it will forget it."',
    "Tom Brandt, an engineer who has run the port authority for seven years, said the plan was "
    '"a gamble with other people\'s savings" and asked for a second report.',
    "Outside, some forty residents waited in the rain. The ferry company has lost a third of its "
    "passengers since the flood, and shops on the northern bank close at four in the afternoon.",
    '"It is the same story every year," he said.',
)
ARTICLE = "\n\n".join(PARAGRAPHS * 4)
WORDS_OF_AN_ARTICLE = 750


def fastest(action: Callable[[], object]) -> float:
    """Return the shortest of seven runs, in seconds."""
    times = []
    for _ in range(7):
        begun = time.process_time()
        action()
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.benchmark
@pytest.mark.parametrize("size", [1, 10, 100])
def test_finding_quotes_costs_a_few_scans(size: int, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n\n".join([ARTICLE] * size)
    scan = fastest(lambda: re.findall(r"\w+|[^\w\s]", text))
    find = fastest(lambda: find_quotes(text, "en"))
    articles = len(text.split()) / WORDS_OF_AN_ARTICLE / find
    with capsys.disabled():
        print(
            f"\n{len(text) // 1024} KB: find_quotes takes {find / scan:.1f} plain scans, "
            f"{articles:.0f} articles of {WORDS_OF_AN_ARTICLE} words a second"
        )
    assert len(find_quotes(text, "en")) == 16 * size
