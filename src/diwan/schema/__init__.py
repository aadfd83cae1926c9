"""The SQL, in the order it is applied: tables, functions, policies."""
