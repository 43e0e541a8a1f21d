"""What a new reader finds before the first feed: four stories and a list of feeds to choose from.

The stories are made up, and so are all people, places and papers in them.
"""

from newsreader.demo.starters import StarterFeed, starter_feeds
from newsreader.demo.stories import DEMO_TITLE, DemoStory, demo_stories

__all__ = ["DEMO_TITLE", "DemoStory", "StarterFeed", "demo_stories", "starter_feeds"]
