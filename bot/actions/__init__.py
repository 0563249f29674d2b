"""Rasa custom actions, thin and flat: tracker -> replies -> events."""
