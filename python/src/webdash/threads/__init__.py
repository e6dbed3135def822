"""Threads for a Python that has one only, where its stacks of calls can be switched.

Each thread is a stack of its own; another one goes on when this one waits: in ``time.sleep``, for a lock
or what is made of locks (``join``, ``queue.get``, ``Event``, ``Future.result``…), or for a promise. So the
standard library's ``threading``, ``queue`` and ``concurrent.futures`` work as they are, upon locks that
switch instead of blocking. Threads don't compute at the same time, and one that computes without waiting
lets no other go on.

Where stacks can't be switched (WebKit), a thread runs to its end when it is started, and waiting for
another one is an error.
"""
