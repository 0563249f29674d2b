"""Start the engine: ``python -m bot.engine [--host H] [--port N] [--spare]``; what is not said is in the settings."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from pathlib import Path

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
    from bot.engine.content import Content
    from bot.engine.server import Engine, build
    from bot.hashes import must_be_ours
    from bot.paths import MODELS
    from bot.settings import load

    if args.spare:
        print("spare ready", flush=True)  # noqa: T201 - the supervisor reads this line
        if sys.stdin.readline().strip() != "go":
            return 0
    from bot.engine.model import wait_for

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
    app.run(host=args.host, port=args.port or settings.engine_port, access_log=False, debug=False)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.engine")
    parser.add_argument("--host", default="127.0.0.1", help="another address than loopback only on a private network")
    parser.add_argument("--port", type=int)
    parser.add_argument("--spare", action="store_true")
    parser.add_argument("--model", type=Path, default=None)
    return parser.parse_args()


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
