"""The configuration: its models, and reading it from YAML with every mistake reported at once."""
