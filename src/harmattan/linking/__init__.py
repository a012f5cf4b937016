"""Reports become events: stories, same event or not, one value per field."""
