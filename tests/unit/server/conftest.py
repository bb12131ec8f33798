"""The suite runs on SQLite and, where it is installed, on PostgreSQL."""

from serving import desk, postgres_url, url

__all__ = ["desk", "postgres_url", "url"]
