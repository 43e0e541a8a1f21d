"""The text of an article as quote spans, tokens and sentences."""
