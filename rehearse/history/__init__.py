"""What was done before; the only package that knows SQLite."""
