import time
from collections.abc import Callable

import pytest
from lxml import etree

from newsreader.documents.blocks import read_html

PARAGRAPH = (
    "<p>The <a href='/council'>council</a> voted on <em>Thursday</em> to rebuild the bridge, "
    "&ldquo;and we will not close the school to pay for it,&rdquo; the mayor said.</p>"
)
LIST = "<ul>" + "<li>A thing of <b>some</b> weight</li>" * 5 + "</ul>"


def fastest(action: Callable[[], object]) -> float:
    """Return the shortest of seven runs, in seconds."""
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times)


@pytest.mark.benchmark
@pytest.mark.parametrize("size", [10, 100, 1_000])
def test_reading_costs_a_few_parses(size: int, capsys: pytest.CaptureFixture[str]) -> None:
    html = (PARAGRAPH * 9 + LIST) * size
    body = html.encode()
    parse = fastest(lambda: etree.HTML(body, etree.HTMLParser(encoding="utf-8", huge_tree=True)))
    read = fastest(lambda: read_html(html, "https://paper.example/"))
    with capsys.disabled():
        print(f"\n{len(html) // 1024} KB: read_html takes {read / parse:.1f} bare parses")
    assert read_html(html).blocks
