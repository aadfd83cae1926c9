"""Composition only: settings, wiring, the web edge, the command line, the worker. No rules live here."""
