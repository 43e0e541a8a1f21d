"""Exports articles, quotes and feeds as files of the user; ``forms`` lists the forms."""
