"""What the tabs of the sidebar list about an article, and how their entries look."""
