"""Pictures in the terminal: what it can show, and how a picture is written for that."""
