"""What the kernel is asked to refuse to a process that will run student code: resources and system calls.

The system-call filter is a list of refusals, not of permissions: it narrows the kernel's surface behind the
walls of a namespace, and stands alone where there is none. It exists for x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import platform
import resource
import signal
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER = 2

OPEN_FILES = 256
FILE_BYTES = 64 << 20
MEMORY_BYTES = 4 << 30
"""Of address space beyond what the process has when it is confined; torch's own libraries take up to 4 GB."""
PROCESSES = 32
"""And threads, in one user namespace."""

REFUSED = {  # name: number on (x86_64, aarch64); None where the machine has no such call
    "execve": (59, 221),
    "execveat": (322, 281),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "setpriority": (141, 140),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    "pidfd_getfd": (438, 438),
    # mounts and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "open_tree_attr": (467, 467),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    # large and lively parts of the kernel
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    # the machine
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # memory and messages that outlive or evade their limits
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
}


@dataclass(frozen=True)
class Machine:
    """What the filter must know of a processor: its audit number and the calls examined by argument."""

    audit: int
    column: int
    clone: int
    clone3: int
    socket: int
    ioctl: int
    own_only: tuple[int, ...]
    """Calls that take a process to act on: prlimit64, sched_setaffinity."""


MACHINES = {
    "x86_64": Machine(0xC000003E, 0, clone=56, clone3=435, socket=41, ioctl=16, own_only=(302, 203)),
    "aarch64": Machine(0xC00000B7, 1, clone=220, clone3=435, socket=198, ioctl=29, own_only=(261, 122)),
}

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24  # offsets in struct seccomp_data
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
NEW_NAMESPACE = 0x7E020080  # every CLONE_NEW… flag
X32 = 0x40000000
AF_UNIX, ITSELF = 1, 0
TIOCSTI, TIOCLINUX = 0x5412, 0x541C

Instruction = tuple[int, int, int, int]
"""Operation, jump if true, jump if false, constant."""


def filter_program(machine: Machine) -> bytes:
    """The filter as classic BPF: refusals jump to the end, everything else is allowed."""
    refused = [numbers[machine.column] for numbers in REFUSED.values()]
    plain = [number for number in refused if number is not None]
    examined = [
        *_examine(machine.clone, FIRST_ARGUMENT, ANY_BIT, [NEW_NAMESPACE], then=EPERM, otherwise=ALLOW),
        *_examine(machine.socket, FIRST_ARGUMENT, EQUAL, [AF_UNIX], then=ALLOW, otherwise=EAFNOSUPPORT),
        *_examine(machine.ioctl, SECOND_ARGUMENT, EQUAL, [TIOCSTI, TIOCLINUX], then=EPERM, otherwise=ALLOW),
    ]
    for number in machine.own_only:
        examined += _examine(number, FIRST_ARGUMENT, EQUAL, [ITSELF], then=ALLOW, otherwise=EPERM)
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, machine.audit),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, ENOSYS),
        (EQUAL, 0, 1, machine.clone3),  # its flags lie behind a pointer; the C library falls back to clone
        (RETURN, 0, 0, ENOSYS),
        *examined,
        *((EQUAL, len(plain) - i, 0, number) for i, number in enumerate(plain)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, EPERM),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


EPERM, ENOSYS, EAFNOSUPPORT = FAIL | errno.EPERM, FAIL | errno.ENOSYS, FAIL | errno.EAFNOSUPPORT


def _examine(
    number: int, argument: int, test: int, constants: list[int], *, then: int, otherwise: int
) -> list[Instruction]:
    """Return `then` if the argument of this call meets one of the constants, else `otherwise`."""
    count = len(constants)
    return [
        (EQUAL, 0, count + 3, number),
        (LOAD, 0, 0, argument),
        *((test, count - i, 0, constant) for i, constant in enumerate(constants)),
        (RETURN, 0, 0, otherwise),
        (RETURN, 0, 0, then),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def confine() -> None:
    """Give up, for this process and all it forks: privileges, most of the kernel, and unbounded resources.

    Raises:
        OSError: the kernel does not take the filter.
    """
    _be_the_first_to_die()
    size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * mmap.PAGESIZE
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    _limit(resource.RLIMIT_AS, size + MEMORY_BYTES)
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    machine = MACHINES.get(platform.machine())
    if machine:
        _load(filter_program(machine))


def confine_fork(cpu_seconds: int) -> None:
    """Bound a fork of a confined process: its CPU time, and its offspring where it has a namespace to itself.

    Before Linux 5.14 offspring are counted over all of a user's processes, so a fork may get none.
    """
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    if os.getppid() == 1:
        _limit(resource.RLIMIT_NPROC, PROCESSES)


def allow_cpu(seconds: int) -> None:
    """Have the kernel kill this process at that much CPU time, counted from its start."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, hard), hard))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _be_the_first_to_die() -> None:
    """When memory runs out, let the kernel end this process before the grader, where it takes such wishes."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _load(program: bytes) -> None:
    instructions = ctypes.create_string_buffer(program, len(program))
    header = _Program(len(program) // 8, ctypes.cast(instructions, ctypes.c_void_p))
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(header))


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _prctl(option: int, *values: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if libc.prctl(ctypes.c_int(option), *padded):
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")
