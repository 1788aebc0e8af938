"""The host's life: reads requests, runs them side by side, writes the answers, ends when the browser goes."""

import os
import time
from _queue import SimpleQueue  # `queue` would load `heapq` into a cold start
from io import BufferedReader
from threading import Lock, Thread
from typing import TYPE_CHECKING

from native_host.errors import BridgeError
from native_host.messages import envelope, framing
from native_host.messages.envelope import Request
from native_host.messages.pace import Pace
from native_host.messages.task import Task
from native_host.messages.workers import Workers
from native_host.messages.workstation import Workstation

if TYPE_CHECKING:
    from collections.abc import Callable

# The operations that can be cancelled while they run.
WAIT_FOR_POSOS = frozenset({"prepare", "warm"})
MAX_AT_ONCE = 32
# Those that wait for their turn included.
MAX_UNDER_WAY = 512
# Answers that nobody reads: beyond so many, the host reads no more either.
MAX_UNREAD = 128
# How long what is under way may still be answered once the browser has closed its end, and then note that it ended.
LAST_WORDS_S, LAST_ROWS_S = 0.5, 0.4


class Host:
    """One conversation with one browser.

    Args:
        source: what the browser writes.
        sink: the descriptor that the browser reads.
        refused: the caller, when it is one that is not answered.
        pace: how fast requests may come.
    """

    def __init__(self, source: BufferedReader, sink: int, refused: str | None = None, pace: Pace | None = None) -> None:
        self._source, self._sink, self._refused = source, sink, refused
        self._pace = pace or Pace()
        self._workstation = Workstation()
        self._under_way: dict[Task, Request] = {}
        self._workers: Workers[Task] = Workers(self._run, MAX_AT_ONCE)
        self._lock = Lock()
        self._sink_lock = Lock()
        self._later: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._unanswered = 0
        self._is_mute = False

    def serve(self) -> None:
        """Answer every message until the browser closes its end."""
        self._beside(self._do_what_is_put)
        while True:
            try:
                content = framing.read(self._source)
            except framing.TooLarge as error:
                self._unanswered_by(1)
                # At once: 4 GiB may take their time to come.
                self._refuse(None, BridgeError("message_too_large", size=error.size, most=framing.MAX_SIZE))
                framing.skip(self._source, error.size)
                continue
            except OSError:
                break
            if content is None:
                break
            self._receive(content)
            self._wait_for_a_reader()
        self._end()

    def _receive(self, content: bytes) -> None:
        self._unanswered_by(1)
        request_id = None
        try:
            message = envelope.parse(content)
            request_id = envelope.id_of(message)
            request = envelope.check(message)
        except BridgeError as error:
            self._refuse(request_id, error)
            return
        task = Task(self._workstation, self._cancel, can_end=request.op in WAIT_FOR_POSOS)
        try:
            self._start(request, task)
        except BridgeError as error:
            self._turn_away(request, task, error)

    def _start(self, request: Request, task: Task) -> None:
        if self._refused is not None:
            raise caller_refused(self._refused)
        envelope.check_params(request.op, request.params)
        if request.op == "cancel":  # it must get through when everything else is full
            answer, outcome = self._answer(request, task)
            self._later.put(lambda: self._finish(request, task, answer, outcome))
            return
        if not self._pace.allows():
            raise BridgeError("rate_limited", limit="{burst} requests at once, {rate} a second", **self._pace.limits)
        with self._lock:
            if len(self._under_way) >= MAX_UNDER_WAY:
                raise BridgeError("rate_limited", limit="{most} requests at a time", most=MAX_UNDER_WAY)
            self._under_way[task] = request
        try:
            self._workers.start(task)
        except RuntimeError:  # the system gives no more threads
            self._done(task)
            raise BridgeError("rate_limited", limit="threads of this system") from None

    def _run(self, task: Task) -> None:
        request = self._under_way[task]
        answer, outcome = self._answer(request, task)
        self._done(task)  # first: who has the answer may ask for the next thing at once
        self._finish(request, task, answer, outcome)

    def _answer(self, request: Request, task: Task, refusal: BridgeError | None = None) -> tuple[bytes, str]:
        """Run a request, or have its operation note that it is refused; return the answer, and "ok" or a code."""
        try:
            operation = __import__(f"native_host.messages.operations.{request.op}", fromlist=["run"])
            if refusal:
                if hasattr(operation, "refused"):
                    operation.refused(request.params, task, refusal.code)
                raise refusal  # noqa: TRY301
            return envelope.success(request.id, operation.run(request.params, task)), "ok"
        except BridgeError as error:
            return envelope.failure(request.id, error), error.code
        except Exception as error:  # noqa: BLE001  (every request is answered, whatever happens to it)
            from native_host.log import place_of

            self._workstation.log("error", f"{request.op}: {place_of(error)}")
            return envelope.failure(request.id, BridgeError("internal", reason=type(error).__name__)), "internal"

    def _finish(self, request: Request, task: Task, answer: bytes, outcome: str) -> None:
        self._write(answer)
        took = (time.monotonic() - task.arrived) * 1000
        self._workstation.log("info" if outcome == "ok" else "warning", f"{request.op}: {outcome} in {took:.0f} ms")

    def _refuse(self, request_id: str | None, error: BridgeError) -> None:
        """Answer a message that is no request. The reading thread writes nothing itself: perhaps nobody reads."""
        if self._refused is not None:
            error = caller_refused(self._refused)
        self._later.put(lambda: self._write(envelope.failure(request_id, error)))

    def _turn_away(self, request: Request, task: Task, error: BridgeError) -> None:
        """Answer a request that is not run. What its operation notes of that may take time, too."""
        self._later.put(lambda: self._finish(request, task, *self._answer(request, task, error)))

    def _cancel(self, request_id: str) -> bool:
        with self._lock:
            found = {task: request for task, request in self._under_way.items() if request.id == request_id}
        return self._call_off(found)

    def _call_off(self, found: dict[Task, Request]) -> bool:
        """Cancel requests; tell whether one of them is answered by that."""
        ended = False
        for task, request in found.items():
            if self._workers.take_back(task):
                self._done(task)
                self._turn_away(request, task, BridgeError("cancelled"))
                ended = True
            else:
                ended |= task.end()
        return ended

    def _done(self, task: Task) -> None:
        with self._lock:
            self._under_way.pop(task, None)

    def _unanswered_by(self, more: int) -> None:
        with self._lock:
            self._unanswered += more

    def _write(self, content: bytes) -> None:
        try:
            if not self._is_mute:
                with self._sink_lock:
                    framing.write(self._sink, content)
        except OSError:  # nobody will ever read again
            self._is_mute = True
            self._beside(self._end)
        self._unanswered_by(-1)

    def _beside(self, run: "Callable[[], None]") -> None:
        Thread(target=run, daemon=True, name="answers").start()

    def _do_what_is_put(self) -> None:
        while True:
            self._later.get()()

    def _wait_for_a_reader(self) -> None:
        """Stop reading from a browser that does not read, but notice that it goes."""
        while self._unanswered - len(self._under_way) > MAX_UNREAD and not hung_up(self._source):
            time.sleep(0.05)

    def _end(self) -> None:
        """Let the last answers out; then end with everything that is still under way, which the audit trail notes."""
        if not self._is_mute:
            self._wait_for_answers(LAST_WORDS_S)
        self._is_mute = True
        with self._lock:
            under_way = dict(self._under_way)
        self._call_off(under_way)
        self._beside(self._do_what_is_put)  # the first may be stuck with an answer that nobody reads
        self._wait_for_answers(LAST_ROWS_S)
        os._exit(0)  # no waiting for threads, nor for anybody else's last words

    def _wait_for_answers(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while self._unanswered and time.monotonic() < ends:
            time.sleep(0.01)


def caller_refused(caller: str) -> BridgeError:
    return BridgeError("caller_refused", caller=caller[:200])


def hung_up(source: BufferedReader) -> bool:
    """Tell whether the other end of a pipe is closed, whatever is still to be read from it."""
    import select

    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(source, select.POLLHUP)
    return any(event & select.POLLHUP for _, event in poll.poll(0))
