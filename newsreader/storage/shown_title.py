"""Which of its titles a feed is shown by, in SQL."""

SHOWN_TITLE = "coalesce(nullif(feed.own_title, ''), nullif(feed.configured_title, ''), feed.title)"
"""The title to be shown, as SQL over ``feed``; NULL where a join found no feed."""
