"""Everything that is learnt from the data: the light classifiers of the edge, and Rasa's model; only what changed.

Whether something changed is told in milliseconds, before anything heavy is imported: every start of the service asks.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import hashes
from bot.paths import DATA, ENCODER, HOME, MODELS, NLU, ROOT, RULES, STORIES

STAMP = MODELS / hashes.STAMP
LIGHT = (
    "danger.npz", "danger_kinds.npz", "voice.npz", "sign_columns.npz", "ended.npz", "danger_ngrams.npz",
    "ended_ngrams.npz", "known.npz", "known_ngrams.npz", "outside_kinds.npz",
    "sign_ngrams.npz",
)
MODEL = "safeguarding.tar.gz"
SAY = Callable[[str], None]


def fingerprint(paths: list[Path]) -> str:
    """One hash over files and folders of YAML, in a fixed order."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            digest.update(str(file.relative_to(HOME if file.is_relative_to(HOME) else ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def parts() -> dict[str, str]:
    """The fingerprints on which the two kinds of model depend."""
    encoder = [ENCODER / "manifest.json"]
    light_data = [
        DATA / "safety" / "examples",
        *sorted((DATA / "safety").glob("ended*.yml")),
        DATA / "signs.yml",
        DATA / "signs_examples.yml",
        NLU,
        DATA / "guidance",
    ]
    code = [
        ROOT / "bot" / name
        for name in (
            "light_models.py", "training_texts.py", "language/linear.py", "language/ngrams.py",
            "language/neighbours.py", "guidance/known.py",
        )
    ]
    rasa_code = sorted((ROOT / "bot" / "nlu").glob("*.py"))
    rasa_data = [DATA / "guidance", HOME / "config.yml", HOME / "domain.yml", NLU, RULES, STORIES]
    return {"light": fingerprint(encoder + light_data + code), "rasa": fingerprint(encoder + rasa_data + rasa_code)}


def stale() -> list[str]:
    """Which models must be made again."""
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        done = {}
    now = parts()
    missing_light = not all((MODELS / name).exists() for name in LIGHT)
    missing_rasa = not list(MODELS.glob("*.tar.gz"))
    missing = {"light": missing_light, "rasa": missing_rasa}
    return [
        name for name, gone in missing.items()
        if gone or done.get(name) != now[name] or hashes.changed(made(name), MODELS)
    ]


def made(kind: str) -> list[str]:
    """The files of one kind of model."""
    return list(LIGHT) if kind == "light" else sorted(path.name for path in MODELS.glob("*.tar.gz"))


def stamp(kinds: list[str], trained_on: dict[str, str] | None = None) -> None:
    """Write down what was trained on, and the hashes of what was made just now; other hashes stay as they were.

    ``trained_on``: ``parts`` as they were when training began; what is changed meanwhile is trained next time.
    """
    kept = [name for kind in ("light", "rasa") if kind not in kinds for name in made(kind)]
    files = {name: value for name, value in hashes.written(MODELS).items() if name in kept}
    files |= {name: hashes.digest(MODELS / name) for kind in kinds for name in made(kind)}
    STAMP.write_text(json.dumps({**(trained_on or parts()), hashes.FILES: files}, indent=1) + "\n", encoding="utf-8")


def main(say: SAY, force: bool = False) -> int:
    """Train what is stale and say each step; returns an exit code."""
    todo = ["light", "rasa"] if force else stale()
    if not todo:
        say("Models are up to date.")
        return 0
    seen = parts()
    code = _both(say) if len(todo) > 1 else _light(say) if "light" in todo else _rasa(say)
    if code:
        say("Rasa could not train; see the lines above.")
        return code
    stamp(todo, seen)
    say("Models are trained.")
    return 0


def _both(say: SAY) -> int:
    """The light ones here, Rasa's in its own process meanwhile: each keeps one core busy."""
    from bot import light_models

    say("Reading what changed in the examples ...")
    light_models.encode()  # both need the vectors
    with ThreadPoolExecutor(1) as beside:
        rasa = beside.submit(_rasa, say)
        return _light(say) or rasa.result()


def _light(say: SAY) -> int:
    """Fit them all beside the old ones, which serve until every new one is there."""
    from bot import light_models

    say("Training the light classifiers (danger, voice, signs) ...")
    with TemporaryDirectory(dir=MODELS, prefix="new.") as folder:
        light_models.train(Path(folder))
        for name in LIGHT:
            (Path(folder) / name).replace(MODELS / name)
    return 0


def _rasa(say: SAY) -> int:
    """Run the stock trainer on the stock folders, as a newcomer would; the old model goes when the new one is there."""
    say("Training the Rasa model (about a minute) ...")
    with TemporaryDirectory(dir=MODELS, prefix="new.") as folder:
        command = [
            sys.executable, "-W", "ignore", "-m", "rasa", "train", "--data", str(NLU), str(RULES), str(STORIES),
            "--config", str(HOME / "config.yml"), "--domain", str(HOME / "domain.yml"),
            "--out", folder, "--fixed-model-name", MODEL.removesuffix(".tar.gz"),
        ]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        made = Path(folder) / MODEL
        if code or not made.exists():
            return code or 1
        made.replace(MODELS / MODEL)
    for old in MODELS.glob("*.tar.gz"):
        if old.name != MODEL:
            old.unlink()
    return 0
