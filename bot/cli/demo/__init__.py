"""`make demo`: a fictional department, in the middle of its story."""
