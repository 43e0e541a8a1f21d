"""The people of an article: their names, titles and descriptions."""
