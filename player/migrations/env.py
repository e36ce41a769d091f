"""Alembic's entry: runs the migrations over the connection that `player.database` hands in."""

from alembic import context

from player.tables import metadata

connection = context.config.attributes["connection"]
# SQLite cannot alter a table in place; batch mode copies it.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
