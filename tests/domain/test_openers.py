"""Which pattern an address fits, and whose program opens it."""

import pytest

from newsreader.domain.options.openers import Opener, fits, program_for


@pytest.mark.parametrize(
    ("pattern", "url", "media_type", "expected"),
    [
        ("*.pdf", "https://sea.example/a/Report.PDF", "", True),
        ("*.pdf", "https://sea.example/report.pdf?page=2#x", "", True),
        ("*.pdf", "https://sea.example/view?file=a.pdf", "", False),
        ("*.pdf", "https://pdf.example/", "", False),
        ("sea.example/*", "https://www.sea.example/a", "", True),
        ("sea.example/watch?v=*", "https://sea.example/watch?v=1", "", True),
        ("sea.example/*", "https://sea.example.other.example/a", "", False),
        ("http://*", "https://sea.example/a", "", False),
        ("video/*", "https://sea.example/1", "video/mp4", True),
        ("video/*", "https://sea.example/1", "", False),
        ("video/*", "https://sea.example/1", "audio/mpeg", False),
        ("*.mp?", "https://sea.example/1.mp3", "", True),
    ],
)
def test_fits(pattern: str, url: str, media_type: str, expected: bool) -> None:
    assert fits(pattern, url, media_type) is expected


def test_the_first_pattern_counts() -> None:
    viewer, browser = Opener(("zathura",)), Opener(("firefox", "%s"))
    openers = {"*.pdf": viewer, "*": browser}
    assert program_for(openers, "https://sea.example/a.pdf") is viewer
    assert program_for(openers, "https://sea.example/a") is browser
    assert program_for({}, "https://sea.example/a") is None
