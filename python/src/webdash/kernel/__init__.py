"""Runs Dash and Flask apps in one Python and answers their requests through WSGI.

The way of a call: :mod:`~webdash.kernel.bridge` (the border to JavaScript) →
:mod:`~webdash.kernel.kernel` (the apps) → :mod:`~webdash.kernel.script` (runs an author's file) and
:mod:`~webdash.kernel.wsgi` (asks an app). :mod:`~webdash.kernel.isolation` keeps what one app sets in
the process from the others. All but the bridge runs on any CPython.
"""
