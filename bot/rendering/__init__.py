"""From what is to be said to the message in a person's language; a topic a file."""
