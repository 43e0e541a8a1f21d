"""The ways by which the speaker of a quotation is found."""
