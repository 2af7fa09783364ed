"""How dates are written where a template or the admin does not say: 12 January 2016, 09:30."""
