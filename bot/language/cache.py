"""Vectors of training texts, kept on disk between the two trainings so that each text is encoded once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import Encoder
from bot.paths import VECTORS as FILE


def encode(encoder: Encoder, texts: Sequence[str], file: Path = FILE, keep: bool = True) -> NDArray[Any]:
    """Vectors of shape (len(texts), 384); what is not in the file yet is encoded and, with ``keep``, added to it.

    The file belongs to one encoder; another encoder's vectors are thrown away. It holds our own training texts only
    as hashes, and never anything that a person typed.
    """
    known = _read(file, encoder.version)
    keys = [hashlib.sha256(t.encode()).hexdigest()[:32] for t in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # faster than two threads for each text
            known |= dict(zip(missing, pool.map(lambda text: encoder.encode([text])[0], missing.values()), strict=True))
        if keep:
            rows = np.stack(list(known.values()))
            draft = file.with_name(f"{file.stem}.{os.getpid()}.npz")  # a running engine reads the file meanwhile
            np.savez(draft, version=np.array(encoder.version), keys=np.array(list(known)), rows=rows)
            draft.replace(file)
    return np.stack([known[key] for key in keys]) if keys else encoder.encode([])


def _read(file: Path, version: str) -> dict[str, NDArray[Any]]:
    try:
        with np.load(file, allow_pickle=False) as content:
            if str(content["version"]) != version:
                return {}
            return dict(zip(map(str, content["keys"]), content["rows"], strict=True))
    except (OSError, KeyError, ValueError):
        return {}
