"""A document becomes reports: sentences, parse, triggers, roles, time, numbers, assertions."""
