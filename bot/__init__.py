"""The core: who, when, whom to ask, what to say next. Imports no platform, no database."""
