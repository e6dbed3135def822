"""Asks ASGI applications (https://asgi.readthedocs.io), as a server of that interface does.

What such an application is sent and sends are events, dictionaries with a ``type``. Each call of it is a task
of the event loop, and runs as its app.
"""
