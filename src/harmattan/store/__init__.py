"""Where a project lives."""
