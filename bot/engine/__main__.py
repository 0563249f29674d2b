"""Start the engine: ``python -m bot.engine [--host H] [--port N] [--spare]``; what is not said is in the settings."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from bot.trace import Traced


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
    args = _arguments()
    os.umask(0o077)  # also where it is started without the supervisor
    quiet()
    from rasa.utils.log_utils import configure_structlog

    log_lines()
    configure_structlog(logging.WARNING)
    port: int | None = args.port or 0
    if args.spare:
        import_first()
        print("spare ready", flush=True)  # noqa: T201 - the supervisor reads this line
        port = told(sys.stdin.readline(), port or 0)
        if port is None:
            return 0
    return _serve(args, port)


def _serve(args: argparse.Namespace, port: int) -> int:
    """Load and serve. What is ours is imported only here, when it is known which home is read."""
    from bot.engine.content import Content
    from bot.engine.model import wait_for
    from bot.engine.server import Engine, build
    from bot.hashes import must_be_ours
    from bot.paths import MODELS
    from bot.settings import load

    settings = load()
    if not settings.engine_token:
        print("Without SAFEGUARD_ENGINE_TOKEN anybody could ask.", file=sys.stderr)  # noqa: T201
        return 2
    store = os.environ.get("SAFEGUARD_ENGINE_STORE") or settings.database

    def loaded(model: Path) -> Engine:
        if args.model is None:  # whoever names a file answers for it
            must_be_ours(".npz")
            must_be_ours(".tar.gz")
        return Engine(model, store)

    def engine() -> Engine:
        return wait_for(lambda: args.model or newest(MODELS), loaded)

    app = build(engine, settings.engine_token, Content(settings.data_dir))
    app.run(host=args.host, port=port or settings.engine_port, access_log=False, debug=False)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.engine")
    parser.add_argument("--host", default="127.0.0.1", help="another address than loopback only on a private network")
    parser.add_argument("--port", type=int)
    parser.add_argument("--spare", action="store_true")
    parser.add_argument("--model", type=Path, default=None)
    return parser.parse_args()


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
    from bot.hashes import must_be_ours
    from bot.paths import MODELS

    model = newest(MODELS)
    if model is None:
        raise ModelError("there is no trained model: run `make train`")
    must_be_ours(".tar.gz")  # the others are looked at by whoever loads the edge's part
    return Engine(model, store)


def log_lines() -> None:
    """Our own short lines with the number of the turn; no level prints what a person wrote."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s trace=%(trace)s %(message)s"))
    handler.addFilter(Traced())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    level = logging.getLevelName(os.environ.get("SAFEGUARD_LOG_LEVEL", "WARNING").upper())
    logging.getLogger("safeguard").setLevel(level if isinstance(level, int) else logging.WARNING)


def newest(folder: Path) -> Path | None:
    """The latest trained model, or None."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    return models[-1] if models else None


if __name__ == "__main__":
    sys.exit(main())
