"""The screen: a list, an article and who said what in it, by keyboard."""
