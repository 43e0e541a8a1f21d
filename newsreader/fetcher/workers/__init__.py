"""Worker processes: everything that takes CPU time on bytes from outside."""
