"""Events become files."""
