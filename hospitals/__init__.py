"""The facts: trusts, hospitals, strikes, sources, evidence and figures."""
