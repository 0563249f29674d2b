"""Triage: from the facts of a concern to a decision; data plus small pure functions, no Rasa."""
