"""Turns what the reader marked into files that belong to the reader."""
