"""Where things stand on disk: the code at the repository root, data and models in the home that is served.

The home is the repository itself, or one release (``bot/shelf.py``), which has the same shape. The supervisor, the
trainer and the checks of a change set name it to the processes they start; nobody sets it by hand.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "SAFEGUARD_HOME_FOLDER"
HOME = Path(os.environ.get(HOME_VARIABLE) or ROOT)
DATA = HOME / "bot" / "data"
MODELS = HOME / "models"
GUIDANCE = DATA / "guidance"
NLU = DATA / "nlu"
RULES = DATA / "rules"
STORIES = DATA / "stories"
ENCODER = MODELS / "encoder"
VECTORS = ROOT / "models" / "vectors.npz"  # of texts by their hash, so one file serves every home
