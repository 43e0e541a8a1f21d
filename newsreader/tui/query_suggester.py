"""Offers how a query goes on, dimmed behind what is typed; Right takes it."""

from collections.abc import Callable

from textual.suggester import Suggester

from newsreader.domain.query.completion import Catalog, complete


class QuerySuggester(Suggester):
    """Asks for the names of the library at each letter, as they change."""

    def __init__(self, catalog: Callable[[], Catalog]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._catalog = catalog

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its first completion, if that only adds letters at the end."""
        ways = complete(value, len(value), self._catalog())
        text = ways[0].applied(value)[0] if ways else ""
        return text if text.startswith(value) else None
