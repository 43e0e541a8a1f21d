"""How sure it is that words are a quotation, and whose."""
