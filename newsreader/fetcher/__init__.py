"""The fetcher: downloads feeds and pages, processes them and stores what is in them."""
