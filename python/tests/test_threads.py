"""Threads of apps, upon threads of CPython that take turns as JavaScript's stacks do."""

import _thread
import concurrent.futures.thread
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from webdash.threads.install import install

from .conftest import Page

new_lock, start_thread = _thread.allocate_lock, _thread.start_new_thread


class Stacks:
    """One thread runs at a time: that which has the turn."""

    def __init__(self, page: Page, has_stacks: bool) -> None:
        self.page = page
        self.has_stacks = has_stacks
        self.turn = new_lock()
        self.turn.acquire()
        self.running = 0

    def can_wait(self) -> bool:
        return self.has_stacks

    def pause(self) -> "Pause":
        return Pause(self)

    def soon(self, call: Callable[[], None]) -> None:
        self.running += 1

        def run() -> None:
            with self.turn:
                call()
                self.running -= 1

        start_thread(run, ())

    def until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < deadline
            self.pause().run(0.01)


class Pause:
    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks
        self._ended = new_lock()
        self._ended.acquire()

    def run(self, seconds: float | None) -> None:
        with self._stacks.page.kernel.suspended():
            self._stacks.turn.release()
            self._ended.acquire(timeout=-1 if seconds is None else seconds)
            self._stacks.turn.acquire()

    def end(self) -> None:
        if self._ended.locked():
            self._ended.release()


@pytest.fixture(params=[True])
def stacks(page: Page, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stacks]:
    # Not pytest's.
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    stacks = Stacks(page, request.param)
    with ExitStack() as undo:
        install(stacks, undo).host = page.kernel
        yield stacks
        page.kernel.close()
        stacks.until(lambda: stacks.running == 0)
    # Threads end with their apps, or are left where they are; the interpreter would wait for them at its end.
    vars(concurrent.futures.thread)["_threads_queues"].clear()
    vars(threading).get("_shutdown_locks", set()).clear()


without_stacks = pytest.mark.parametrize("stacks", [False], indirect=True)

THREADS = """
    import os, queue, threading, time
    from concurrent.futures import ThreadPoolExecutor, as_completed
    """


def start(page: Page, name: str, code: str) -> None:
    page.start_flask(name, THREADS + code)


@pytest.mark.usefixtures("stacks")
def test_a_thread_runs_beside_the_one_that_waits(page: Page) -> None:
    start(
        page,
        "a",
        """
    seen = []
    def work(n):
        seen.append(n)
        while len(seen) < 2: time.sleep(0.01)
    @app.get("/")
    def index():
        threads = [threading.Thread(target=work, args=(n,)) for n in "xy"]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        return f"{''.join(sorted(seen))} {[thread.is_alive() for thread in threads]}"
    """,
    )
    assert page.text("a") == "xy [False, False]"


@pytest.mark.usefixtures("stacks")
def test_pools_events_queues_conditions_and_barriers_work(page: Page) -> None:
    start(
        page,
        "a",
        """
    @app.get("/pool")
    def pool():
        def square(n):
            time.sleep(0.3 - n / 10)
            return n * n
        with ThreadPoolExecutor(3) as pool:
            done = [f.result() for f in as_completed([pool.submit(square, n) for n in range(3)])]
            return repr((list(pool.map(square, range(3))), done))
    @app.get("/queue")
    def through_queues():
        work, results = queue.Queue(maxsize=1), queue.SimpleQueue()
        def consume():
            while (item := work.get()) is not None:
                results.put(item * 2)
                work.task_done()
            work.task_done()
        threading.Thread(target=consume, daemon=True).start()
        for item in (1, 2, 3, None): work.put(item)
        work.join()
        try: results.get(timeout=0) and results.get() and results.get(timeout=1) and results.get(timeout=0.01)
        except queue.Empty: return "empty"
    @app.get("/barrier")
    def barrier():
        meet, order, event, lock = threading.Barrier(3), [], threading.Event(), threading.RLock()
        condition = threading.Condition()
        def come(n):
            event.wait()
            with lock, lock:
                time.sleep(0.01)
                order.append(n)
            meet.wait()
            with condition: condition.notify_all()
        for n in "ab": threading.Thread(target=come, args=(n,)).start()
        missed = event.wait(0.01)
        event.set()
        with condition:
            meet.wait()
            notified = condition.wait(1)
        return f"{''.join(sorted(order))} {missed} {notified}"
    """,
    )
    assert page.text("a", "/pool") == "([0, 1, 4], [4, 1, 0])"
    assert page.text("a", "/queue") == "empty"
    assert page.text("a", "/barrier") == "ab False True"


@pytest.mark.usefixtures("stacks")
def test_a_thread_has_a_name_and_values_of_its_own(page: Page) -> None:
    start(
        page,
        "a",
        """
    mine = threading.local()
    mine.value = "main"
    seen, go = [], threading.Event()
    def work():
        me = threading.current_thread()
        mine.value = me.name
        go.wait()
        seen.append((mine.value, me is threading.current_thread(), me.ident == threading.get_ident()))
    @app.get("/")
    def index():
        threads = [threading.Thread(target=work, name=name) for name in "xy"]
        for thread in threads: thread.start()
        count = threading.active_count()
        go.set()
        for thread in threads: thread.join()
        return repr((sorted(seen), mine.value, count, threading.active_count()))
    """,
    )
    expected = ([("x", True, True), ("y", True, True)], "main", 3, 1)
    assert page.text("a") == repr(expected)


def test_an_exception_in_a_thread_is_told(page: Page, stacks: Stacks) -> None:
    start(
        page,
        "a",
        """
    threading.Thread(target=lambda: 1 / 0, name="divider").start()
    """,
    )
    stacks.until(lambda: stacks.running == 0)
    assert {(app, level) for app, level, _ in page.output} == {("a", "error")}
    text = "\n".join(text for _, _, text in page.output)
    assert "Exception in thread divider" in text
    assert "ZeroDivisionError" in text


LOOP = """
    os.environ["WHO"] = "{0}"
    seen = []
    ended = []
    def loop():
        try:
            while True:
                {1}
                print(os.environ["WHO"])
        finally:
            print("{0} ends")
    threading.Thread(target=loop, daemon=True).start()
    app.get("/")(lambda: "{0}")
    """


@pytest.mark.parametrize("wait", ["time.sleep(0.01)", "threading.Event().wait(0.01)"])
def test_a_loop_is_its_apps_own_and_ends_with_it(page: Page, stacks: Stacks, wait: str) -> None:
    for name in ("a", "b"):
        start(page, name, LOOP.format(name, wait))
    stacks.until(lambda: {app for app, _, _ in page.output} == {"a", "b"})
    assert (page.text("a"), page.text("b")) == ("a", "b")
    assert {(app, text) for app, _, text in page.output} == {("a", "a"), ("b", "b")}
    page.kernel.stop("a")
    stacks.until(lambda: stacks.running == 1)
    page.output.clear()
    stacks.until(lambda: page.output)
    assert {app for app, _, _ in page.output} == {"b"}


def test_a_loop_that_handles_everything_is_left_behind(page: Page, stacks: Stacks) -> None:
    start(
        page,
        "a",
        """
    def loop():
        while True:
            try: time.sleep(0.01)
            except BaseException: pass
    threading.Thread(target=loop).start()
    """,
    )
    folder = page.kernel._apps["a"].folder
    page.kernel.stop("a")
    stacks.until(lambda: not folder.exists())
    stacks.running -= 1


def test_what_waits_for_a_lock_in_a_stopped_app_ends(page: Page, stacks: Stacks) -> None:
    start(
        page,
        "a",
        """
    def wait():
        with ThreadPoolExecutor(1) as pool:
            pool.submit(threading.Event().wait).result()
    threading.Thread(target=wait).start()
    """,
    )
    stacks.until(lambda: stacks.running == 2)
    folder = page.kernel._apps["a"].folder
    page.kernel.stop("a")
    stacks.until(lambda: stacks.running == 0)
    assert not folder.exists()


def test_requests_exclude_each_other_by_a_lock(page: Page, stacks: Stacks) -> None:
    start(
        page,
        "a",
        """
    lock, inside = threading.RLock(), []
    @app.get("/")
    def index():
        with lock:
            inside.append(1)
            time.sleep(0.02)
            alone = len(inside) == 1
            inside.pop()
        return str(alone)
    """,
    )
    answers: list[str] = []
    for _ in range(2):
        stacks.soon(lambda: answers.append(page.text("a")))
    stacks.until(lambda: len(answers) == 2)
    assert answers == ["True", "True"]


@without_stacks
@pytest.mark.usefixtures("stacks")
def test_without_stacks_a_thread_runs_to_its_end_when_it_starts(page: Page) -> None:
    start(
        page,
        "a",
        """
    @app.get("/")
    def index():
        seen = []
        thread = threading.Thread(target=lambda: seen.append(threading.current_thread().name), name="x")
        thread.start()
        seen.append(thread.is_alive())
        thread.join()
        with ThreadPoolExecutor() as pool:
            failed = pool.submit(lambda: 1 / 0).exception()
            return repr((seen, list(pool.map(abs, (-1, -2))), failed))
    """,
    )
    assert page.text("a") == "(['x', False], [1, 2], ZeroDivisionError('division by zero'))"


@without_stacks
@pytest.mark.usefixtures("stacks")
def test_without_stacks_a_loop_is_ended_by_a_sentence(page: Page) -> None:
    start(page, "a", LOOP.format("a", "time.sleep(1)"))
    assert page.text("a") == "a"
    assert " (loop) can't wait: this browser can't switch between threads" in page.output[-1][2]


@without_stacks
@pytest.mark.usefixtures("stacks")
def test_without_stacks_waiting_for_ever_is_an_error(page: Page) -> None:
    start(
        page,
        "a",
        """
    @app.get("/")
    def index():
        try: queue.Queue().get()
        except RuntimeError as error: return str(error)
    @app.get("/briefly")
    def briefly():
        return repr((threading.Event().wait(0.01), time.sleep(0.01)))
    """,
    )
    assert page.text("a").startswith("Python would wait for ever for another thread: this browser")
    assert page.text("a", "/briefly") == "(False, None)"


def test_all_is_put_back(page: Page) -> None:
    before = (time.sleep, threading.Lock, threading.RLock(), threading.get_ident, threading.local)
    with ExitStack() as undo:
        install(Stacks(page, True), undo)
        assert threading.get_ident is not before[3]
    after = (time.sleep, threading.Lock, threading.RLock(), threading.get_ident, threading.local)
    assert [type(x) for x in before] == [type(x) for x in after]
    assert before[3] is after[3]
