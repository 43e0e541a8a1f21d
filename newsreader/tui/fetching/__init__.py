"""What the app hears from the fetcher, and tells of it."""
