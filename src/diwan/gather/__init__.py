"""Sources and their connectors: raw bytes in, kept as evidence with hash, time and way of arrival.

Must never drop what cannot be read, never follow an address into the centre's own network, and never
tell a member that another already holds an item.
"""
