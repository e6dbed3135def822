"""HTTP from Python to the outside, by way of the browser, which gives Python no sockets.

All libraries that speak HTTP come down to one exchange of a request for a response
(:class:`~webdash.network.client.Client`), which the browser makes:

- what is built on ``http.client`` (``urllib.request``, urllib3, requests, pandas) gets a connection whose
  socket understands HTTP (``wire.py``, ``http_client.py``, ``urllib3_backend.py``);
- httpx gets transports (``httpx_transports.py``);
- what Pyodide offers itself keeps its own way, and gets what the others have: addresses relative to the
  page, the proxy, and errors that say what to do (``pyodide_functions.py``);
- any other use of a socket is refused with a sentence (``sockets.py``).

``pyodide_browser.py`` and ``pyodide_functions.py`` know Pyodide; the rest runs, and is tested, on CPython.
"""
