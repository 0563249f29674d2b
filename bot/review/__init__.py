"""Pages on loopback for those who maintain the service: what the bot may have missed, and what to do about it."""
