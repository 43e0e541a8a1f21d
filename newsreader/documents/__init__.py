"""From HTML to a Document: what a page or a feed carries, as text with its structure."""
