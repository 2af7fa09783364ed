"""A site of any size, made up by rule, and how long its pages take beside others."""
