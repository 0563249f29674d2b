"""The rows of ``faults.yml``, how each went, and the table of figures at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.yamlfile import read

AT_ONCE = 1.0       # seconds to the numbers to ring
HELD = 3.0          # while the edge itself is started again
RECOVERED = 30.0    # seconds to full service, without a hand


@dataclass(frozen=True)
class Fault:
    """One row. ``serves``: True, False or "maybe", whether ordinary answers go on meanwhile."""

    id: str
    how: dict[str, Any]
    counted: str = ""
    serves: bool | str = False
    held: bool = False

    @property
    def most(self) -> float:
        return HELD if self.held else AT_ONCE


def faults(where: str) -> list[Fault]:
    rows = read(Path(__file__).with_name("faults.yml"))[where]
    return [Fault(**row) for row in rows]


@dataclass
class Went:
    """How one fault went: seconds of each answer, what was wrong, and seconds to full service."""

    fault: Fault
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    full: int = 0
    counted: int = 0
    recovered: float = 0.0

    def problems(self) -> list[str]:
        late = [f"{one:.2f} s" for one in self.seconds if one > self.fault.most]
        found = [f"answered after {', '.join(late)}"] if late else []
        if self.fault.counted and not self.counted:
            found.append(f"the fault {self.fault.counted} was not counted")
        if self.recovered > RECOVERED:
            found.append(f"full service only after {self.recovered:.0f} s")
        if self.fault.serves is True and self.full == 0:
            found.append("ordinary answers did not go on")
        return [f"{self.fault.id}: {problem}" for problem in (*self.wrong, *found)]


def table(went: list[Went], left_out: list[Fault]) -> str:
    lines = [f"{'fault':<42}{'messages':>9}{'answered':>9}{'slowest':>9}{'counted':>9}{'full service':>14}"]
    for one in went:
        lines.append(
            f"{one.fault.id:<42}{len(one.seconds):>9}{len(one.seconds) - len(one.wrong):>9}"
            f"{max(one.seconds):>7.2f} s{one.counted:>9}{one.recovered:>12.1f} s"
        )
    lines += [f"{fault.id:<42} not run: this user may not mount a file system" for fault in left_out]
    messages = sum(len(one.seconds) for one in went)
    lines.append(f"{len(went)} faults, {messages} messages, {sum(len(one.wrong) for one in went)} without the numbers")
    return "\n".join(f"[server] {line}" for line in lines)
