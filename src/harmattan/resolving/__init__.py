"""Names become known things: actors, places, dates."""
