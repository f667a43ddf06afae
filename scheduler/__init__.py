"""When things run: looks, delivery, expiry, retention, the watch."""
