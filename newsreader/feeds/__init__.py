"""Turns bytes into a ParsedFeed: pure, without network or database."""
