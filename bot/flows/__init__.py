"""One conversation a file: event in, one unit of work, state and messages out."""
