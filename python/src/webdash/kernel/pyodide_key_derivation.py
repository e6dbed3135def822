"""``hashlib.pbkdf2_hmac`` and ``hashlib.scrypt`` by ``src/kernel/key-derivation.ts``: Pyodide has no OpenSSL.

With them ``werkzeug.security`` hashes and checks passwords.
"""

import hashlib
from typing import Any

from pyodide.ffi import JsProxy, to_js

_Buffer = bytes | bytearray | memoryview

_MEMORY = 32 * 1024 * 1024
"""OpenSSL's limit for ``scrypt``, in bytes, where the caller gives none."""


def install(derivation: JsProxy) -> None:
    """Give ``hashlib`` what it lacks.

    :param derivation: ``KEY_DERIVATION`` of ``src/kernel/key-derivation.ts``.
    """
    derive: Any = derivation
    hashes = set(derive.hashes)

    def pbkdf2_hmac(
        hash_name: str, password: _Buffer, salt: _Buffer, iterations: int, dklen: int | None = None
    ) -> bytes:
        """Derive a key by PBKDF2 with HMAC."""
        name = hash_name.lower().replace("-", "")
        if name not in hashes:
            raise ValueError(f"unsupported hash type {hash_name}")
        if iterations < 1:
            raise ValueError("iteration value must be greater than 0.")
        length = hashlib.new(name).digest_size if dklen is None else dklen
        if length < 1:
            raise ValueError("key length must be greater than 0.")
        key: bytes = derive.pbkdf2(name, _bytes(password), _bytes(salt), iterations, length).to_bytes()
        return key

    def scrypt(
        password: _Buffer, *, salt: _Buffer, n: int, r: int, p: int, maxmem: int = 0, dklen: int = 64
    ) -> bytes:
        """Derive a key by scrypt."""
        if n < 2 or n & (n - 1):
            raise ValueError("n must be a power of 2.")
        if r < 1 or p < 1 or r * p >= 2**30:
            raise ValueError("Invalid parameter combination for n, r, p, maxmem.")
        if 128 * r * (n + p + 2) > (maxmem or _MEMORY):
            raise ValueError("memory limit exceeded")
        if dklen < 1:
            raise ValueError("dklen must be greater than 0 and smaller than 2147483647")
        key: bytes = derive.scrypt(_bytes(password), _bytes(salt), n, r, p, dklen).to_bytes()
        return key

    for function in (pbkdf2_hmac, scrypt):
        if not hasattr(hashlib, function.__name__):
            setattr(hashlib, function.__name__, function)


def _bytes(buffer: _Buffer) -> Any:
    return to_js(memoryview(buffer).tobytes())
