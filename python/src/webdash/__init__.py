"""The Python half of ``<web-dash>``."""
