"""What the core knows: frozen dataclasses and enums, one subject a file."""
