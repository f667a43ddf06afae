"""What is published, and the reading of it: apart from everything else, and able to reach none of
it (import-linter holds it to that)."""
