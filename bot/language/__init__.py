"""Sentence vectors, shared by safety, signs, search and NLU."""
