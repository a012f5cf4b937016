"""The definitions as data: event types, actors, vague numbers, demonyms; and their loader."""
