"""The SQL, in the order it is applied: tables, migrations, functions, policies, grants.

Must never change a table file that was released: what follows comes as a numbered migration.
"""

from diwan.schema.apply import SchemaChanged, apply_schema, file_names
from diwan.schema.queue import apply_queue
from diwan.schema.test_clock import allow_test_clock

__all__ = ["SchemaChanged", "allow_test_clock", "apply_queue", "apply_schema", "file_names"]
