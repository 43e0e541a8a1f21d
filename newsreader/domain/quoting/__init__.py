"""Quotes and speakers, within an article and across articles."""
