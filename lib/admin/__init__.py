"""What every desk of an admin needs, whatever it keeps: it knows no model of ours."""
