"""Run one probe on one implementation: the only place where an implementation's code is called.

Covered: global state a submission may have changed (seeds, grad mode, default dtype) is reset before
every probe; arguments are compared before and after each call; exceptions become data with the student's
own frames; operators are counted where a check asks.
Not covered: this isolates nothing. Code under observation can change everything in its own process, which
is why a grader runs this inside the sandbox and keeps references outside.
"""

from __future__ import annotations

import linecache
import random
import signal
import threading
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from types import FunctionType, TracebackType
from typing import Any

import numpy as np
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.checks import Check
from autograder.draw import Draw
from autograder.observation import MAX_TEXT, Call, Ending, Frame, Observation, Stop, Value, plain
from autograder.training import Run

NOT_WRITTEN = "is not written yet"
"""How the message of a stub's NotImplementedError ends."""
MAX_FRAMES = 8
PATIENCE = 10.0
"""How much longer than its CPU limit a probe may take on the clock: a loaded machine is no student's fault."""


class OutOfTime(BaseException):
    """Raised in the code under observation when its time is up."""


def observe(
    check: Check,
    namespace: Mapping[str, Any],
    seed: int,
    *,
    own_files: Callable[[str], bool],
    limit: float | None = None,
    leave_as_found: bool = True,
    run: Run | None = None,
) -> Observation:
    """Run a check's probe on an implementation.

    Args:
        check: whose probe to run.
        namespace: the implementation, by name (`vars(module)`, a notebook's globals).
        seed: of the draw, and of every global generator.
        own_files: says whether a frame of that file name belongs to the implementation.
        limit: CPU seconds after which the code is interrupted; needs the main thread and a Unix system,
            elsewhere there is no limit.
        leave_as_found: whether to put the global generators back afterwards, which takes as long as most probes.
        run: what the probe of a training run gets, and no other probe.
    """
    implementation = Implementation(namespace, trace=_wants_trace(check))
    start = time.process_time()
    values: Mapping[str, Value] | None = None
    stop: Stop | None = None
    threads = check.trains.threads if check.trains else 1
    arguments = (implementation, Draw(seed), *([run] if run else []))
    with _clean_state(seed, leave_as_found, threads), time_limit(limit):
        try:
            with implementation.tracing():
                seen = check.probe(*arguments)
            values = {str(name): plain(value) for name, value in seen.items()}
        except OutOfTime:
            stop = Stop(Ending.TIMEOUT, message=f"no answer within {limit:g} s")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            stop = describe_exception(error, own_files)
    return Observation(
        values, stop, tuple(implementation.mutated), tuple(implementation.calls), time.process_time() - start
    )


def _wants_trace(check: Check) -> bool:
    return check.vectorised or bool(check.rule and check.rule.operators)


class Implementation:
    """What a probe calls `impl`: the names of a module, with every call of a function watched."""

    def __init__(self, namespace: Mapping[str, Any], *, trace: bool) -> None:
        self._namespace = namespace
        self._trace = trace
        self._counter = _OperatorCounter()
        self.mutated: list[str] = []
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._namespace[name]
        except KeyError:
            raise NotImplementedError(f"{name} {NOT_WRITTEN}") from None
        return self._watched(name, value) if type(value) is FunctionType else value

    @contextmanager
    def tracing(self) -> Iterator[None]:
        """Count operators while the probe runs, if anybody asked."""
        if not self._trace:
            yield
            return
        with self._counter:
            yield
        self._close_call("")

    def _watched(self, name: str, function: FunctionType) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self._close_call("")
            before = [plain(a) for a in args], {k: plain(v) for k, v in kwargs.items()}
            self._counter.take()  # the copying was ours
            try:
                return function(*args, **kwargs)
            finally:
                self._close_call(name)
                self._note_mutations(name, function, before, args, kwargs)
                self._counter.take()  # the comparing too

        return call

    def _close_call(self, name: str) -> None:
        operators = self._counter.take()
        if self._trace and (operators or name):
            self.calls.append(Call(name, operators))

    def _note_mutations(
        self,
        name: str,
        function: FunctionType,
        before: tuple[list[Value], dict[str, Value]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        pairs = [
            (names[i] if i < len(names) else f"argument {i + 1}", before[0][i], a) for i, a in enumerate(args)
        ]
        pairs += [(k, before[1][k], v) for k, v in kwargs.items()]
        for argument, old, new in pairs:
            finding = f"`{argument}` of `{name}`"
            if not is_still(new, old) and finding not in self.mutated:
                self.mutated.append(finding)


class _OperatorCounter(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._seen: Counter[str] = Counter()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Tell torch not to wrap the method below for its compiler: that would import it, for two seconds."""
        return False

    def take(self) -> dict[str, int]:
        """What was counted since the last call, and start anew."""
        seen, self._seen = dict(self._seen), Counter()
        return seen

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._seen[func._schema.name] += 1
        return func(*args, **(kwargs or {}))


def is_still(value: Any, copy: Value) -> bool:
    """Whether a value is what its plain copy was. Most tensors are, which one look tells, without a second copy."""
    if type(value) is torch.Tensor and isinstance(copy, torch.Tensor) and value.is_cpu:
        alike = value.dtype == copy.dtype and value.shape == copy.shape
        if alike and value.layout is torch.strided and torch.equal(value, copy):
            return True
    return same(plain(value), copy)


def same(a: Value, b: Value) -> bool:
    """Whether two plain values are the same, tensors bit by bit, and NaN the same as NaN."""
    if type(a) is not type(b):
        return False
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        return a.numel() == 0 or torch.equal(_bytes(a), _bytes(b))
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return bool(a == b or (a != a and b != b))


def _bytes(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.contiguous().reshape(-1).view(torch.uint8)


@contextmanager
def _clean_state(seed: int, leave_as_found: bool, threads: int) -> Iterator[None]:
    """Seed the global generators, and undo what an implementation may change for everybody after it.

    As many threads everywhere: sums come out the same on every machine. One, but for training: small tensors are
    faster without company.
    """
    dtype, grad, before = torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads()
    states = _generator_states() if leave_as_found else None
    random.seed(seed)
    np.random.seed(seed)
    torch.default_generator.manual_seed(seed)  # torch.manual_seed would queue a call for every absent device
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.set_num_threads(threads)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
        torch.set_num_threads(before)
        if states:
            random.setstate(states[0])
            np.random.set_state(states[1])
            torch.random.set_rng_state(states[2])


def _generator_states() -> tuple[Any, Any, torch.Tensor]:
    return random.getstate(), np.random.get_state(), torch.random.get_rng_state()


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Interrupt the code after so many seconds of CPU, or `PATIENCE` times as many on the clock."""
    if seconds is None or not hasattr(signal, "setitimer") or not _in_main_thread():
        yield
        return

    def ring(signum: int, frame: object) -> None:
        raise OutOfTime

    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, PATIENCE * seconds),
    )
    previous = [signal.signal(number, ring) for number, _, _ in timers]
    try:
        for _, timer, limit in timers:
            signal.setitimer(timer, limit)
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)
        for (number, _, _), handler in zip(timers, previous, strict=True):
            signal.signal(number, handler)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def describe_exception(error: BaseException, own_files: Callable[[str], bool]) -> Stop:
    """An exception as data: class name, capped message, and the implementation's own frames."""
    try:
        message = str(error)[:MAX_TEXT]
    except BaseException:
        message = "its message cannot be printed"
    kind = type(error).__name__[:100]
    if isinstance(error, NotImplementedError) and message.endswith(NOT_WRITTEN):
        return Stop(Ending.NOT_WRITTEN, kind, message)
    return Stop(Ending.RAISED, kind, message, _frames(error.__traceback__, own_files))


def _frames(trace: TracebackType | None, own_files: Callable[[str], bool]) -> tuple[Frame, ...]:
    frames = []
    for entry in traceback.extract_tb(trace):
        if own_files(entry.filename):
            line = entry.lineno or 0
            text = linecache.getline(entry.filename, line).strip() or entry.line or ""
            frames.append(Frame(line, entry.name[:100], text[:200]))
    return tuple(frames[-MAX_FRAMES:])
