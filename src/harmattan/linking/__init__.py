"""Reports become events: stories, reports of one event joined, one value per field, status."""

from harmattan.linking.linker import Linked, link

__all__ = ["Linked", "link"]
