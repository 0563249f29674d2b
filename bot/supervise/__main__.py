"""``python -m bot.supervise`` is ``safeguard serve``."""

from __future__ import annotations

import sys

from bot.supervise.main import main

if __name__ == "__main__":
    sys.exit(main())
