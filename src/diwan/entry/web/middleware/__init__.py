"""What surrounds every request, outermost first: headers, preferences, the viewer, errors."""
