"""Content for a new user before the first feed: four stories and a list of feeds to choose from.

The stories, and all people, places and papers in them, are made up.
"""

from newsreader.demo.starters import StarterFeed, starter_feeds
from newsreader.demo.stories import DEMO_TITLE, DemoStory, demo_stories

__all__ = ["DEMO_TITLE", "DemoStory", "StarterFeed", "demo_stories", "starter_feeds"]
