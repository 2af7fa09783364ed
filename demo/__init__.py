"""The demo: real facts, and five stories written for it, loaded through the workflow."""
