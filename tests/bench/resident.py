"""How much memory a process takes."""

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def megabytes() -> float:
    """What is resident of this process; where the system does not say, the most that was."""
    return _told("VmRSS") if _STATUS.exists() else peak_megabytes()


def peak_megabytes() -> float:
    """The most that was resident of this process."""
    if _STATUS.exists():  # ru_maxrss begins with what the parent had when it made this process
        return _told("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _told(name: str) -> float:
    line = next(x for x in _STATUS.read_text().splitlines() if x.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024 / 1e6
