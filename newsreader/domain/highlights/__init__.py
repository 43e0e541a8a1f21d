"""Highlights and their notes: what they are of, who says it, when they are looked at again."""
