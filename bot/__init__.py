"""Safeguarding guidance assistant for Cambridgeshire and Peterborough."""

import os

# Before numpy is loaded, in every process of ours. One message's sums are too small to be shared among cores: threads
# that wait for each other by spinning took three times the processor time, and nearly twice the time of an answer.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
