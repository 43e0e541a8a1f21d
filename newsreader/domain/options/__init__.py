"""Settings and wishes: how they are declared, read and told."""
