"""Two states of a story beside each other: what differs, and whether it is a small fix. Pure."""
