"""Answers to queries: which articles, quotes and highlights, in which order."""
