"""Read by alembic: migrate over the connection that `Database.migrate` opened."""

from alembic import context

from autograder.server.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter a column: steps that do so write the table anew.
    render_as_batch=True,
    # One transaction for all steps, which is the caller's.
    transactional_ddl=True,
)
context.run_migrations()
