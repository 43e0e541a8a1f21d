"""What the fetcher's tests share: a web to fetch from."""

from collections.abc import Iterator

import pytest

from tests.fake_web import FakeWeb


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server
