"""SQLite and nothing but SQLite: every table, query and transaction of the library."""
