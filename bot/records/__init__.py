"""What is stored: the short-lived conversation and the de-identified log, with no link to a person."""
