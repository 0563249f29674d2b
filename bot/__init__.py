"""Safeguarding guidance assistant for Cambridgeshire and Peterborough."""
