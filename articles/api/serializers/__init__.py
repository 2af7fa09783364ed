"""The records of the stories: what each field holds, where it comes from, and an example."""
