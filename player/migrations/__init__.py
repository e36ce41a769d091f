"""The database's steps from one version to the next, run by Alembic when a library is opened."""
