"""Finds out which packages an app needs, and which files to install for them.

The way of a plan: what an author wrote (:mod:`~webdash.packages.collection`) and what the code imports
(:mod:`~webdash.packages.modules`) → :mod:`~webdash.packages.resolution`, over what is installed, in
Pyodide's lock (:mod:`~webdash.packages.distribution`) and in indexes (:mod:`~webdash.packages.index`) →
:mod:`~webdash.packages.planner`. Nothing here loads anything, nor knows Pyodide: what a plan lacks it
says, and it is made again once that is there.
"""
