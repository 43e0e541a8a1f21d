"""The fast feed parser: reads well-formed XML with expat and yields feedparser's terms."""
