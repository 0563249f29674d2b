"""The re-identification test: what a motivated reader could still find in the log; knows nothing of the scrubber."""
