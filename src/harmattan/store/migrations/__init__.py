"""Alembic migrations of a project, shipped with the package."""
