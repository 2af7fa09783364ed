"""Putting a correction right where its story also ran: `texts` to go by, `showing` for the desk."""
