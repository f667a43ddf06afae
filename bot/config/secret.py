"""Where secrets come from: the environment, or a file. Never the configuration, and never an
error or a log."""

from collections.abc import Mapping

from bot.config.mistakes import ConfigurationError
from bot.config.models import Secret

GREATEST_SECRET = 64_000


class SecretMissing(ConfigurationError):
    """A secret is not where the configuration says."""


def reveal(secret: Secret, environ: Mapping[str, str]) -> str:
    """The secret, without the white space around it. Raises SecretMissing."""
    if secret.file is None:
        value = environ.get(secret.env, "").strip()
        if not value:
            raise SecretMissing(f"the environment variable {secret.env} is not set")
        return value
    try:
        with secret.file.open("rb") as file:
            content = file.read(GREATEST_SECRET + 1)
    except OSError as error:
        raise SecretMissing(f"the file {secret.file} cannot be read: {error.strerror}") from None
    if len(content) > GREATEST_SECRET:
        raise SecretMissing(f"the file {secret.file} is too large to be a secret")
    try:
        value = content.decode("utf-8").strip()
    except UnicodeDecodeError:
        value = ""
    if not value:
        raise SecretMissing(f"the file {secret.file} holds no text")
    return value
