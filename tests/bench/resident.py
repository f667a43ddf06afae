"""How much memory a process takes."""

import resource
import sys
from pathlib import Path


def peak_megabytes() -> float:
    """The most that was resident of this process."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss begins with what the parent had when it made this process
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
