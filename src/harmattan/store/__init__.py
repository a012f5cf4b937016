"""Where a project lives: one SQLite file, or a PostgreSQL database for a team."""

from harmattan.store.project import Project, Run
from harmattan.store.results import Results

__all__ = ["Project", "Results", "Run"]
