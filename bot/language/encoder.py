"""The one sentence encoder: text to unit vectors, by an int8 ONNX file whose hash is checked before it is used."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.paths import ENCODER

SIZE = 384
MOST_TOKENS = 192  # about 150 words; longer texts are read in windows (``windows``)
RECENT = 8  # texts whose vector is kept in memory for the rest of their turn


class Encoder:
    """Turns texts into vectors of length 1; safe to share between threads."""

    def __init__(self, session: Any, tokenizer: Any, version: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._lock = threading.Lock()
        self.version = version
        self._inputs = [given.name for given in session.get_inputs()]
        self._recent: OrderedDict[str, NDArray[Any]] = OrderedDict()

    @classmethod
    def load(cls, folder: Path = ENCODER, threads: int = 1) -> Encoder:
        """Load ``model.onnx`` and ``tokenizer.json``; raise ModelError when a hash in ``manifest.json`` differs."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        manifest = _checked(folder)
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        session = InferenceSession(str(folder / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_TOKENS)
        tokenizer.no_padding()
        return cls(session, tokenizer, str(manifest["version"]))

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        """Return float32 of shape (len(texts), 384), one unit vector a row; an empty text gives a zero row."""
        rows = [self._alone(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, SIZE), dtype=np.float32)

    def one(self, text: str) -> NDArray[Any]:
        """The vector (384,) of one text; the last few are remembered, so that a turn encodes its message once."""
        if text not in self._recent:
            self.remember(text, self.encode([text])[0])
        return self._recent[text]

    def remember(self, text: str, vector: NDArray[Any]) -> None:
        """Keep a vector that is already known (the edge sends it along)."""
        self._recent[text] = vector
        while len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def _alone(self, text: str) -> NDArray[Any]:
        """One text by itself: int8 takes its scale from the whole batch, so company would change the vector."""
        if not text.strip():
            return np.zeros(SIZE, dtype=np.float32)
        with self._lock:
            coded = self._tokenizer.encode(plain(text))
        ids = np.array([coded.ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(None, {name: given[name] for name in self._inputs})[0][0].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def plain(text: str) -> str:
    """Fold what carries no meaning for the vector: curly quotes, placeholders' numbers, runs of spaces."""
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    text = re.sub(r"\[([A-Z]+)(?:_[A-Z]+)*_\d+\]", lambda m: STAND_INS.get(m.group(1), "it"), text)
    return re.sub(r"\s+", " ", text).strip()


STAND_INS = {"PERSON": "Sam", "LOCATION": "there", "POSTCODE": "there", "ADDRESS": "there", "PHONE": "a number"}


def windows(text: str, most: int = 8) -> tuple[str, ...]:
    """Split a long text into overlapping pairs of sentences, so that danger in the middle is not averaged away."""
    parts = [p.strip() for p in re.split(r"(?<=[.!?\n])\s+|\n+", text) if p.strip()]
    if len(parts) < 2:
        words = text.split()
        parts = [" ".join(words[i : i + 25]) for i in range(0, len(words), 25)]
    if len(parts) < 3:
        return ()
    pairs = [f"{a} {b}" for a, b in zip(parts, parts[1:], strict=False)]
    step = max(1, -(-len(pairs) // most))
    return (
        tuple(pairs[::step]) if step == 1 else tuple(" ".join(pairs[i : i + step]) for i in range(0, len(pairs), step))
    )


def pack(vector: NDArray[Any]) -> str:
    """One vector as text for the engine's metadata."""
    return base64.b64encode(vector.astype("<f4").tobytes()).decode("ascii")


def unpack(packed: str) -> NDArray[Any]:
    """The vector of ``pack``; raises ValueError when it is not one."""
    vector = np.frombuffer(base64.b64decode(packed), dtype="<f4")
    if vector.shape != (SIZE,):
        raise ValueError("not a sentence vector")
    return vector


def _checked(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{folder.name}: the sentence encoder is missing; fetch the whole repository again") from None
    for name, wanted in manifest["sha256"].items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise ModelError(f"{folder.name}/{name}: not the file whose hash is written down")
    return manifest


def version(folder: Path = ENCODER) -> str:
    """Which encoder stands in the folder, without loading it."""
    return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["version"])


@lru_cache(maxsize=1)
def shared() -> Encoder:
    """The process's one encoder, loaded when it is first needed."""
    return Encoder.load()
