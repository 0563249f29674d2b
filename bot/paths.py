"""Where things stand on disk, relative to the repository root."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "bot" / "data"
MODELS = ROOT / "models"
GUIDANCE = DATA / "guidance"
NLU = DATA / "nlu"
RULES = DATA / "rules"
STORIES = DATA / "stories"
ENCODER = MODELS / "encoder"
