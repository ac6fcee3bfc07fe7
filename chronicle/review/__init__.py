"""What a change does for readers: two states of the content, compared."""
