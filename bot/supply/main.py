"""``safeguard security``: writes the list of parts, judges the audit, and says what could not be asked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot import clock
from bot.paths import ROOT
from bot.supply import audit
from bot.supply.locks import digest
from bot.supply.sbom import sbom

OUT = ROOT / "results" / "security"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every known advisory has a decision that has not lapsed, else 1 after a line for each that has none."""
    parser = argparse.ArgumentParser(prog="safeguard security", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder for sbom.json and audit.json")
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    parts = sbom()
    _write(out / "sbom.json", parts)
    audits = [audit.of_python(out / "pip-audit.json"), audit.of_page(out / "npm-audit.json")]
    bad, known, today = audit.open_findings(audits), audit.known(), clock.now().date()
    _write(out / "audit.json", {
        "locks": digest(), "day": today.isoformat(), "audits": [asdict(one) for one in audits],
        "without_a_decision": [asdict(one) for one in bad], "decisions": known,
    })
    say = [f"Parts: {len(parts['components'])}, in {_shown(out / 'sbom.json')} (CycloneDX 1.6)."]
    say += [_told(one, known["checked"]) for one in audits]
    say += [f"Known and decided: {len(known['advisories'])} advisories, as of {known['checked']}."]
    say += [f"No decision: {one.package} {one.version}: {', '.join(one.ids)}" for one in bad]
    say += [f"No longer in the lock, take it off the list: {name}" for name in audit.needless()]
    late = audit.lapsed(today)
    say += [f"The list of decisions lapsed on {known['lapses']}: go through it again."] if late else []
    sys.stdout.write("\n".join(say) + "\n")
    return 1 if bad or late or audit.needless() else 0


def _told(one: audit.Audit, checked: str) -> str:
    if not one.asked:
        return (f"{one.tool}: THE SERVICE COULD NOT BE ASKED. Only what we knew on {checked} is judged here; "
                "run `make security` where it can be reached before a release.")
    left = f"; not looked up: {', '.join(one.left_out)}" if one.left_out else ""
    return f"{one.tool}: asked, {len(one.found)} advisories{left}."


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
