"""Records how an app starts, so that a page shows it before there is any Python.

``python -m webdash.prerender app.py`` runs on CPython, on the author's machine or in its CI; the browser's
runtime doesn't have it. What it writes is read by ``src/prerendered/``.
"""
