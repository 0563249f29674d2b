"""Replies: from a decision, an article or a contact to one message of the contract."""
