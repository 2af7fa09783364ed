"""The records of the facts: what each field holds, where it comes from, and an example."""
