"""Whom to ring: the directory of contacts, and which of them stands first."""
