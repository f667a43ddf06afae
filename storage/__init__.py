"""Tables, migrations, the unit of work, the vault, the audit chain."""
