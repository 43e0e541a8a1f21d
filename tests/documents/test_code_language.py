"""The language of a listing, as pages tell it."""

import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.code_language import code_language


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ('<pre><code class="language-python">x</code></pre>', "python"),
        ('<pre class="lang-rust"><code>x</code></pre>', "rust"),
        ('<pre class="brush: js; toolbar: false">x</pre>', "js"),
        ('<div class="highlight highlight-source-shell"><pre>x</pre></div>', "shell"),
        ('<div class="highlight-c++ notranslate"><div class="highlight"><pre>x</pre></div>', "c++"),
        ('<pre class="sourceCode haskell"><code class="sourceCode haskell">x</code>', "haskell"),
        ('<pre data-lang="Go">x</pre>', "go"),
        ('<pre class="hljs ruby">x</pre>', "ruby"),
        ('<pre class="language-plaintext">x</pre>', ""),
        ('<pre class="wide dark">x</pre>', ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_the_language_is_the_marker_of_the_listing(page: str, wanted: str) -> None:
    assert [block.marker for block in read_html(page).blocks] == [wanted]


def test_a_language_holds_for_the_next_listing_alone() -> None:
    page = '<div class="highlight-python"><pre>x</pre></div><p>Words.</p><pre>y</pre>'
    assert [block.marker for block in read_html(page).blocks] == ["python", "", ""]


def test_what_is_no_name_is_none() -> None:
    assert code_language({"class": f"language-{'x' * 50}"}) == ""
    assert code_language({"data-lang": "a b"}) == ""
