"""Make the sentence encoder: all-MiniLM-L6-v2 fine-tuned on the project's own texts, exported to int8 ONNX.

Run by hand when the data has grown, never at set-up (it needs torch; see models/README.md). Deterministic for one
machine; half an hour on two cores. Heads are thrown away afterwards: only the encoder is kept.

    python models/finetune.py BASE_FOLDER OUT_FOLDER [--epochs 3] [--hold-out 0.1]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fused import fused

from bot import training_texts
from bot.language.encoder import plain

LONGEST = 128
BATCH = 32
RATE = 1e-4
FROZEN = 2  # lower layers left as they were: a quarter less time, no loss seen


class Net(nn.Module):
    """The encoder and one linear head for each task; word embeddings stay as they were."""

    def __init__(self, base: Path, heads: dict[str, int]) -> None:
        super().__init__()
        self.bert = BertModel(BertConfig.from_pretrained(base), add_pooling_layer=False)
        self.bert.load_state_dict(BertModel.from_pretrained(base, add_pooling_layer=False).state_dict())
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            for parameter in part.parameters():
                parameter.requires_grad = False
        self.heads = nn.ModuleDict({name: nn.Linear(384, size) for name, size in heads.items()})

    def vectors(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        out = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask[..., None].float()
        return functional.normalize((out * weights).sum(1) / weights.sum(1), dim=1)


class Exported(nn.Module):
    """What is written to ONNX: token vectors, as the runtime expects them."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def batches(rows: list, tokenizer: Tokenizer, rng: random.Random):
    """Shuffled batches of texts of near-equal length; each text carries all its labels, pairs go by themselves."""
    texts: dict[str, dict] = {}
    for row in rows:
        if row.task != "pairs":
            texts.setdefault(row.text, {})[row.task] = row.label
    out = []
    for group in (list(texts.items()), [(r.text, {"pairs": r.label}) for r in rows if r.task == "pairs"]):
        rng.shuffle(group)
        for start in range(0, len(group), BATCH * 16):
            chunk = sorted(group[start : start + BATCH * 16], key=lambda r: len(r[0]))
            out += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    rng.shuffle(out)
    return out


def tensors(texts: list[str], tokenizer: Tokenizer) -> tuple[torch.Tensor, torch.Tensor]:
    coded = tokenizer.encode_batch([plain(t) for t in texts])
    return torch.tensor([c.ids for c in coded]), torch.tensor([c.attention_mask for c in coded])


def loss_of(net: Net, rows: list, labels: dict[str, list[str]], tokenizer: Tokenizer) -> torch.Tensor:
    """The mean loss over the tasks that this batch has labels for."""
    vectors = net.vectors(*tensors([text for text, _ in rows], tokenizer))
    if "pairs" in rows[0][1]:  # a way of asking lies near the fact that answers it
        facts = [given["pairs"] for _, given in rows]
        scores = vectors @ net.vectors(*tensors(facts, tokenizer)).T / 0.05
        twins = torch.tensor([[a == b and i != j for j, b in enumerate(facts)] for i, a in enumerate(facts)])
        scores = scores.masked_fill(twins, -1e4)  # another way of asking for the same fact is no wrong answer
        return 0.5 * functional.cross_entropy(scores, torch.arange(len(rows)))
    losses = []
    for task, names in labels.items():
        places = [i for i, (_, given) in enumerate(rows) if task in given]
        if not places:
            continue
        scores = net.heads[task](vectors[places]) * 8
        given = [rows[i][1][task] for i in places]
        share = len(places) / len(rows)
        if task == "signs":
            wanted = torch.tensor([[float(name in label) for name in names] for label in given])
            losses.append(share * functional.binary_cross_entropy_with_logits(scores, wanted))
        else:
            wanted = torch.tensor([names.index(label) for label in given])
            losses.append(share * functional.cross_entropy(scores, wanted, label_smoothing=0.1))
    return torch.stack(losses).sum()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--hold-out", type=float, default=0.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--begin", type=Path, help="folder of an earlier run, or of several averaged")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    rows = [r for r in training_texts.load() if not (args.hold_out and training_texts.held_out(r.text, args.hold_out))]
    labels = training_texts.labels(rows)
    net = Net(args.base, {task: len(names) for task, names in labels.items()})
    if args.begin:
        net.bert.load_state_dict(weights_of(args.begin / "float.onnx"), strict=False)
    fit(net, rows, labels, tokenizer, rng, args.epochs, args.rate)
    export(net, args)


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights by their names in torch; ONNX keeps matrices without a name, turned, beside their bias."""
    graph = onnx.load(str(path)).graph
    stored = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in graph.initializer}
    found = {name.removeprefix("bert."): value for name, value in stored.items() if name.startswith("bert.")}
    sums = {given: node for node in graph.node if node.op_type == "Add" for given in node.input}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in stored:
            bias = next(name for name in sums[node.output[0]].input if name.endswith(".bias"))
            found[bias.removeprefix("bert.").removesuffix("bias") + "weight"] = stored[node.input[1]].T.contiguous()
    return found


def fit(
    net: Net,
    rows: list,
    labels: dict[str, list[str]],
    tokenizer: Tokenizer,
    rng: random.Random,
    epochs: int,
    rate: float = RATE,
) -> None:
    """Train in place; one line of progress every 50 steps."""
    steps = epochs * len(batches(rows, tokenizer, rng))
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in net.bert.parameters() if p.requires_grad], "lr": rate},
            {"params": net.heads.parameters(), "lr": 20 * rate},
        ]
    )
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps)) * max(0.0, 1 - s / steps)
    )
    begun, step = time.time(), 0
    for epoch in range(epochs):
        for group in batches(rows, tokenizer, rng):
            loss = loss_of(net, group, labels, tokenizer)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            plan.step()
            step += 1
            if step % 50 == 0:
                print(
                    f"epoch {epoch} step {step}/{steps} loss {loss.item():.3f} {time.time() - begun:.0f} s", flush=True
                )


def export(net: Net, args: argparse.Namespace) -> None:
    """Write ``float.onnx``, and what is made of it."""
    args.out.mkdir(parents=True, exist_ok=True)
    net.eval()
    whole = args.out / "float.onnx"
    given = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        Exported(net.bert),
        given,
        str(whole),
        input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "last_hidden_state": axes},
    )
    write(args.out, args.base / "tokenizer.json")


def write(out: Path, tokenizer: Path) -> None:
    """Make ``model.onnx`` (int8) of ``float.onnx``, with ``tokenizer.json`` and ``manifest.json`` beside it."""
    whole = out / "float.onnx"
    quantize_dynamic(str(whole), str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    onnx.save(fused(onnx.load(str(out / "model.onnx"))), str(out / "model.onnx"))
    shutil.copy(tokenizer, out / "tokenizer.json")
    hashes = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")}
    manifest = {
        "version": f"minilm-l6-safeguarding-{hashes['model.onnx'][:8]}",
        "licence": "Apache-2.0",
        "sha256": hashes,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest)


if __name__ == "__main__":
    np.random.seed(7)
    main()
