"""What keeps a library from harm: opening, damage, recovery, backups."""
