"""Rasa graph components, thin: each hands a message to the plain Python that decides."""
