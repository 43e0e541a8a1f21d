"""The panes of the main screen: their places, widths and titles, and what each answers."""
