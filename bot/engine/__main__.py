"""Start the engine: ``python -m bot.engine --port N [--spare]``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any


def quiet() -> None:
    """Libraries may not print the words of people: Rasa's event log is set up first, and only warnings pass."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    # Third-party deprecations only; ours are errors in the tests. A filter alone would not do: libraries set their own.
    warnings.filterwarnings("ignore")
    warnings.showwarning = lambda *_parts, **_more: None


def main() -> int:
    """Import Rasa, wait if this is the spare, then load the model and serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.engine")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--spare", action="store_true")
    parser.add_argument("--model", type=Path, default=None)
    args = parser.parse_args()
    quiet()
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.WARNING, format="%(name)s %(levelname)s %(message)s")
    configure_structlog(logging.WARNING)
    port: int | None = args.port
    if args.spare:
        import_first()
        print("spare ready", flush=True)  # noqa: T201 - the supervisor reads this line
        port = told(sys.stdin.readline(), args.port)
        if port is None:
            return 0
    from bot.engine.server import Engine, build
    from bot.paths import MODELS

    model = args.model or newest(MODELS)
    if model is None:
        print("No trained model in models/. Run `make train`.", file=sys.stderr)  # noqa: T201
        return 2
    store = os.environ["SAFEGUARD_ENGINE_STORE"]
    app = build(lambda: Engine(model, store), os.environ["SAFEGUARD_ENGINE_TOKEN"])
    app.run(host="127.0.0.1", port=port, access_log=False, debug=False)
    return 0


def import_first() -> None:
    """What takes long and is nobody's data: nothing of ours, for the folder it reads is told with the word to go."""
    import onnxruntime  # noqa: F401
    import rasa.core.agent  # noqa: F401
    import rasa_sdk.executor  # noqa: F401
    import sanic.response  # noqa: F401
    import tokenizers  # noqa: F401


def told(line: str, port: int) -> int | None:
    """The port to serve on; None to end. ``go`` alone: as started; else also the home that is read from now on."""
    word, _, rest = line.strip().partition(" ")
    if word != "go":
        return None
    if not rest:
        return port
    given = json.loads(rest)
    os.environ["SAFEGUARD_HOME_FOLDER"] = given["home"]
    return int(given["port"])


def here(store: str) -> Any:
    """The engine of this process's home without its server, for who asks it directly. Raises ModelError."""
    quiet()
    from rasa.utils.log_utils import configure_structlog

    logging.getLogger().setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)
    from bot.engine.server import Engine
    from bot.errors import ModelError
    from bot.paths import MODELS

    model = newest(MODELS)
    if model is None:
        raise ModelError("there is no trained model: run `make train`")
    return Engine(model, store)


def newest(folder: Path) -> Path | None:
    """The latest trained model, or None."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    return models[-1] if models else None


if __name__ == "__main__":
    sys.exit(main())
