"""Plain values and pure rules: what news is, before anything is fetched, stored or drawn."""
