"""What the network brings: feeds, pages, and the process that fetches and digests them."""
