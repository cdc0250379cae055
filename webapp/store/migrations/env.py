"""Alembic works on the connection it is given: the encrypted one, inside one transaction."""

from alembic import context

from webapp.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
