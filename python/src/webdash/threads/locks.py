"""The locks upon which ``threading`` builds all else."""

from collections import deque
from types import TracebackType

from .platform import Pause
from .scheduler import Scheduler, Stack, current_stack


class _Turn:
    """Who waits for a lock."""

    def __init__(self, pause: Pause) -> None:
        self.pause = pause
        self.granted = False


class _Lockable:
    """What both kinds of locks are besides."""

    def release(self) -> None:
        raise NotImplementedError

    def _at_fork_reinit(self) -> None:
        self.__init__()  # type: ignore[misc]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class Lock(_Lockable):
    """What ``threading.Lock()`` makes; it goes to those who wait in the order in which they came."""

    _scheduler: Scheduler
    """Set by :func:`lock_types`."""

    def __init__(self) -> None:
        self._locked = False
        self._turns: deque[_Turn] = deque()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock; wait for it at most `timeout` seconds, or for ever if that is -1.

        :raises RuntimeError: When nobody else can run, so that nobody can release it.
        """
        seconds = _seconds(blocking, timeout)
        if not self._locked:
            self._locked = True
            return True
        return seconds != 0 and self._wait(seconds)

    def release(self) -> None:
        """Give the lock to who waits longest, or to nobody."""
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        if self._turns:
            turn = self._turns.popleft()
            turn.granted = True
            turn.pause.end()
        else:
            self._locked = False

    def locked(self) -> bool:
        """Return whether somebody has it."""
        return self._locked

    def _wait(self, seconds: float | None) -> bool:
        turn = _Turn(self._scheduler.platform.pause())
        self._turns.append(turn)
        try:
            self._scheduler.wait(turn.pause, seconds)
        except BaseException:
            if turn.granted:
                self.release()
            else:
                self._turns.remove(turn)
            raise
        if not turn.granted:
            self._turns.remove(turn)
        return turn.granted

    __enter__ = acquire

    def __repr__(self) -> str:
        return f"<{'locked' if self._locked else 'unlocked'} lock at {id(self):#x}>"


class RLock(_Lockable):
    """What ``threading.RLock()`` makes: who has it may take it again."""

    _new_lock: type[Lock]
    """Set by :func:`lock_types`."""

    def __init__(self) -> None:
        self._lock = self._new_lock()
        self._owner: Stack | None = None
        self._count = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock once more; see :meth:`Lock.acquire`."""
        me = current_stack()
        if self._owner is me:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner = me
        self._count = 1
        return True

    def release(self) -> None:
        """Undo one :meth:`acquire`."""
        if self._owner is not current_stack():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._lock.release()

    def locked(self) -> bool:
        """Return whether somebody has it."""
        return self._lock.locked()

    # What Condition asks of its lock.

    def _is_owned(self) -> bool:
        return self._owner is current_stack()

    def _release_save(self) -> int:
        count, self._count, self._owner = self._count, 0, None
        self._lock.release()
        return count

    def _acquire_restore(self, count: int) -> None:
        self._lock.acquire()
        self._count, self._owner = count, current_stack()

    def _recursion_count(self) -> int:
        return self._count if self._is_owned() else 0

    __enter__ = acquire


def lock_types(scheduler: Scheduler) -> tuple[type[Lock], type[RLock]]:
    """Return the types of locks by which the stacks of `scheduler` wait for each other."""
    lock = type("lock", (Lock,), {"_scheduler": scheduler})
    return lock, type("RLock", (RLock,), {"_new_lock": lock})


def _seconds(blocking: bool, timeout: float) -> float | None:
    """Return for how long to wait, ``None`` for ever; arguments are checked as Python's own locks do."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout == -1:
        return None
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout
