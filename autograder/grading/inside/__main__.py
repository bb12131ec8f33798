"""Start a worker or a zygote. The argument: JSON with the control socket's descriptor and the kind of walls."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from pathlib import Path

import torch

from autograder.grading.inside import landlock, limits, namespaces
from autograder.grading.inside.warmth import warm
from autograder.grading.inside.worker import GO, HELLO, READY, Shelf, Worker
from autograder.grading.inside.zygote import LANDLOCK, NAMESPACES, Zygote


def main() -> None:
    """Serve until the grader hangs up."""
    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=settings["control"])
    scratch = [Path(folder) for folder in settings["scratch"]]
    readable = [Path(folder) for folder in settings["readable"]]
    walls, shelf = settings["walls"], Shelf(gpu=settings["gpu"])
    warm(gpu=settings["gpu"])

    def become_worker(control: socket.socket) -> None:
        socket.send_fds(control, [HELLO], [os.pidfd_open(os.getpid())])
        if control.recv(len(GO)) != GO:
            return
        if not settings["gpu"]:
            limits.bound_memory()
        if walls == NAMESPACES:
            namespaces.furnish(scratch)
            namespaces.drop_capabilities()
        elif walls == LANDLOCK:
            landlock.restrict(readable)
        limits.confine()
        control.send(READY)
        Worker(control, scratch, shelf).serve()

    if walls:
        control.send(READY)
        Zygote(control, shelf, walls == NAMESPACES, become_worker).serve()
    else:
        become_worker(control)


if __name__ == "__main__":
    main()
