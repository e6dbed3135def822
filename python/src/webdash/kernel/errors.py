"""The one exception that crosses the border to the page."""


class KernelError(Exception):
    """What went wrong, in terms of the codes of ``src/errors.ts``.

    :param code: One of those codes, for instance ``"python-syntax"``.
    :param message: One sentence for the reader.
    :param detail: A traceback, where there is one.
    :param module: The one that is missing, where no package has been sought for it.
    """

    def __init__(self, code: str, message: str, detail: str | None = None, module: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail
        self.module = module
