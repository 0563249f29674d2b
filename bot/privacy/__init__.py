"""Finds personal data in a message and replaces it before the text goes anywhere."""
