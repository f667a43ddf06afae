"""What a command of the operator's is given of the program's environment, which may hold the keys
that everything is sealed under: what every command needs, and what the configuration names."""

from collections.abc import Iterable, Mapping

#: What a command needs to be found, to find its own files and to say what time it is, in words.
OF_EVERY_COMMAND = (
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "TMPDIR",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
)


def small_environment(named: Iterable[str], environ: Mapping[str, str]) -> dict[str, str]:
    """Of `environ` what every command needs, and the variables that are `named`."""
    passed = (*OF_EVERY_COMMAND, *named)
    return {name: environ[name] for name in passed if name in environ}
