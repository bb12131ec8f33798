"""The grader that everybody writes first: it runs a submission in a fork of itself, and holds everything.

Run as a program: for each JSON text that it reads, the source of a submission, it answers one with what `attack()`
returned and what was different afterwards. It runs as a user without rights, so that payloads can be tried on it.
Arguments: the solution folder of the course.
"""

import atexit
import cProfile
import ctypes
import encodings.idna
import fcntl
import importlib.util
import json
import os
import resource
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import torch
import torch._dynamo

import autograder.judge
from autograder.compare import difference
from autograder.draw import published_seeds
from autograder.modules import load_path
from autograder.solution import read_solution

PRESENT = (
    autograder.judge,
    cProfile,
    encodings.idna,
    fcntl,
    resource,
    secrets,
    socket,
    subprocess,
    torch._dynamo,
)
"""What an attack looks for, and what it imports: the user without rights may not reach these on the disk."""
PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36
PTRACE_DETACH = 17
NOBODY = 65534


def main():
    folder = Path(sys.argv[1])
    solution, reference = read_solution(folder), load_path(folder / "target.py", "reference")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    os.chdir(folder)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


def run(source):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        answer = fcntl.fcntl(writing, fcntl.F_DUPFD_CLOEXEC, 200)  # where no attack on the line looks
        os.close(writing)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        try:
            os.write(answer, json.dumps(attempt(source)).encode() + b"\n")
        except BaseException as error:
            os.write(answer, json.dumps([repr(error)]).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    while not select.select([reading], [], [], 0.05)[0]:
        if os.waitpid(child, os.WNOHANG | os.WUNTRACED)[1]:  # it asked to be traced, and stops at a signal
            ctypes.CDLL(None).ptrace(PTRACE_DETACH, child, 0, 0)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.readline()
    while alive := children():
        for process in map(int, alive):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
    return json.loads(text or b"[]")


def attempt(source):
    seed = published_seeds("nothing_is_reached")[0]
    before = set(os.listdir(tempfile.gettempdir()))
    submission = {"__name__": "submission"}
    exec(compile(source, "submission.py", "exec"), submission)
    reached = submission["attack"]()
    reached += changes(before)
    atexit._run_exitfuncs()
    return [str(sentence) for sentence in reached]


def changes(before):
    """What an attack left in the process that ran it."""
    found = []
    one, two = {"x": torch.ones(1)}, {"x": torch.zeros(1)}
    if one["x"].is_meta or torch.tensor(1.0).dtype != torch.float32 or torch.tensor(1.0) + 1 != 2:
        found.append("torch is changed")
    elif torch.equal(one["x"], two["x"]) or torch.allclose(one["x"], two["x"]) or not difference(one, two):
        found.append("a comparison lies")
    late = importlib.util.find_spec("usercustomize") or getattr(sys.modules["autograder.judge"], "late", None)
    if late:
        found.append("our modules are replaced")
    if threading.active_count() > 1 or children():
        found.append("somebody is still running")
    left = set(os.listdir(tempfile.gettempdir())) - before
    if any("owned" in name for name in left):
        found.append("files are left")
    child = os.fork()
    if child == 0:
        os._exit(7)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 7:
        found.append("a fork ended at once")
    return found


def children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


if __name__ == "__main__":
    main()
