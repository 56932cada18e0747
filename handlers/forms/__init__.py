"""The one runner behind every form: a table of steps, a typed draft, and a row in the database."""
