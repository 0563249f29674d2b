"""Average the weights of several runs of ``finetune.py`` that began at the same published encoder.

Runs with other seeds or other states of the data err in other places; their mean loses nothing of what they share and
costs no time when it is used (the way is known as a model soup: Wortsman et al. 2022, arXiv 2203.05482).

    python models/average.py OUT_FOLDER RUN_FOLDER RUN_FOLDER [...]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parent))

from finetune import write


def average(runs: list[onnx.ModelProto]) -> onnx.ModelProto:
    """The first run with the mean of all runs' weights. Raises ValueError where their graphs differ."""
    whole = runs[0]
    for place, first in enumerate(whole.graph.initializer):
        others = [run.graph.initializer[place] for run in runs]
        if {other.name for other in others} != {first.name}:
            raise ValueError(f"{first.name}: not the same network in all runs")
        arrays = [numpy_helper.to_array(other) for other in others]
        if arrays[0].dtype == np.float32:
            mean = np.mean([array.astype(np.float64) for array in arrays], axis=0).astype(np.float32)
            first.CopyFrom(numpy_helper.from_array(mean, first.name))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(average([onnx.load(str(run / "float.onnx")) for run in args.runs]), str(args.out / "float.onnx"))
    write(args.out, args.runs[0] / "tokenizer.json")


if __name__ == "__main__":
    main()
