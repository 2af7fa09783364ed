"""Reading English news copy: quotations, figures and names. Pure; knows no model, no story."""
