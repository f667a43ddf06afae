"""One folder a platform: turns platform events into bot events, and messages into its calls."""
