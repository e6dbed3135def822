import os
import subprocess

from webdash.kernel.missing_packages import explained

from .conftest import Page


def test_starting_a_process_fails_by_a_sentence_that_names_it(page: Page) -> None:
    page.start_flask(
        "a",
        """
        import asyncio, multiprocessing, os, subprocess
        def fails(call):
            try: call()
            except OSError as error: return str(error)
        app.get("/")(lambda: [
            fails(lambda: subprocess.run(["ls", "-l"])),
            fails(lambda: os.system("ls")),
            fails(os.fork),
            fails(lambda: os.execv("/bin/ls", ["ls"])),
            fails(lambda: asyncio.create_subprocess_exec("ls")),
            fails(lambda: multiprocessing.Pool(2)),
            fails(multiprocessing.Process(target=print).start),
        ])
        """,
    )
    answers = page.json("a", "/")
    names = [
        "subprocess.Popen(['ls', '-l']): ",
        "os.system('ls'): ",
        "os.fork: ",
        "os.execv('/bin/ls'): ",
        "asyncio.create_subprocess_exec('ls'): ",
        "multiprocessing.Pool: ",
        "multiprocessing.process.BaseProcess: ",
    ]
    for answer, name in zip(answers, names, strict=True):
        assert f"{name}a browser can't start processes. Call Python functions instead" in answer


def test_what_multiprocessing_lacks_is_told_by_the_same_sentence() -> None:
    error = explained("_multiprocessing")
    assert error.message.startswith("multiprocessing: a browser can't start processes.")


def test_nobody_is_asked_at_a_terminal(page: Page) -> None:
    page.start_flask(
        "a",
        """
        import getpass
        def fails(call):
            try: call()
            except EOFError as error: return str(error)
        app.get("/")(lambda: [fails(lambda: input("Who?")), fails(getpass.getpass)])
        """,
    )
    asked, secret = page.json("a", "/")
    assert asked.startswith("input('Who?'): a browser's Python has no terminal.")
    assert secret.startswith("getpass.getpass(''): a browser's Python has no terminal.")


def test_no_browser_is_opened(page: Page) -> None:
    page.start_flask(
        "a",
        """
        import webbrowser
        url = "http://127.0.0.1:8050"
        opened = [webbrowser.open(url), webbrowser.open(url, new=2), webbrowser.open_new_tab(url)]
        app.get("/")(lambda: opened)
        """,
    )
    assert page.json("a", "/") == [False, False, False]


def test_processes_can_be_started_again_when_the_kernel_is_closed(page: Page) -> None:
    page.kernel.close()
    assert subprocess.run(["true"], check=False).returncode == os.system("true") == 0
