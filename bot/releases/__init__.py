"""Releases: a candidate trained apart, measured beside what is served, refused or signed, served, taken back."""
