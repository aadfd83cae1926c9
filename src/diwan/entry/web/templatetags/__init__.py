"""How facts become words and signs in a template. No decisions: only form."""
