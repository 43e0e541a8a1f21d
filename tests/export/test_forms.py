"""The registry of forms is what the command line offers."""

from pathlib import Path

import pytest

from newsreader.domain.feed import Feed
from newsreader.export.forms import DEFAULT, FORMS, ArticleForm, FeedsForm
from tests.export.samples import opened


def test_every_form_is_found_by_its_name_and_has_a_suffix() -> None:
    assert FORMS[DEFAULT.name] is DEFAULT
    assert all(form.name == name and form.suffix.startswith(".") for name, form in FORMS.items())


@pytest.mark.parametrize("form", [form for form in FORMS.values() if isinstance(form, ArticleForm)])
def test_a_form_of_articles_writes_what_it_renders(form: ArticleForm, tmp_path: Path) -> None:
    story = opened()
    (exported,) = form.export([story], tmp_path)
    assert exported.path.suffix == form.suffix
    assert exported.path.read_text(encoding="utf-8") == form.render(story)


@pytest.mark.parametrize("form", [form for form in FORMS.values() if isinstance(form, FeedsForm)])
def test_a_form_of_feeds_has_every_feed(form: FeedsForm) -> None:
    feeds = [Feed(n, f"https://h{n}.example/feed", f"Paper {n}") for n in range(3)]
    assert all(feed.url in form.render(feeds) for feed in feeds)
    assert form.file_name == f"newsreader{form.suffix}"
