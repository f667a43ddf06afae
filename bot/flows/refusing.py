"""What a command of the operator's may be refused with, in words that may be shown to them."""


class CommandRefused(Exception):
    """Nothing was changed. The message says what would be right; it tells of no member more than
    the roster file does."""
