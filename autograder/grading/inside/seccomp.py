"""A filter of system calls: what the kernel refuses to a process that will run student code.

It is a list of refusals, not of permissions: it narrows the kernel's surface behind the walls of a namespace,
and without namespaces it also keeps a process to itself. It exists for x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from dataclasses import dataclass

from autograder.grading.inside import kernel

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2

Numbers = tuple[int | None, int | None]
"""Of a call on x86_64 and aarch64."""

REFUSED: dict[str, Numbers] = {  # None where the machine has no such call
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


OTHERS: dict[str, Numbers] = {  # what a process can do to others, and to start some
    "fork": (57, None),
    "vfork": (58, None),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "process_mrelease": (448, 448),
    "setpgid": (109, 154),
    "socket": (41, 198),
    # and to files that it may not write to: Landlock does not look after their owners, times and attributes
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
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
    prctl: int
    fcntl: int
    kill: tuple[int, ...]
    """kill, tgkill."""
    own_only: tuple[int, ...]
    """Calls that take a process to act on, 0 for oneself: prlimit64, sched_setaffinity."""


MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        0,
        clone=56,
        clone3=435,
        socket=41,
        ioctl=16,
        prctl=157,
        fcntl=72,
        kill=(62, 234),
        own_only=(302, 203),
    ),
    "aarch64": Machine(
        0xC00000B7,
        1,
        clone=220,
        clone3=435,
        socket=198,
        ioctl=29,
        prctl=167,
        fcntl=25,
        kill=(129, 131),
        own_only=(261, 122),
    ),
}

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24  # offsets in struct seccomp_data
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS, EAFNOSUPPORT = FAIL | errno.EPERM, FAIL | errno.ENOSYS, FAIL | errno.EAFNOSUPPORT
NEW_NAMESPACE = 0x7E020080  # every CLONE_NEW… flag
SAME_PROCESS = 0x00010000  # CLONE_THREAD
X32 = 0x40000000
AF_UNIX, ITSELF = 1, 0
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
F_SETOWN, F_SETOWN_EX = 8, 15

Instruction = tuple[int, int, int, int]
"""Operation, jump if true, jump if false, constant."""


def walled(machine: Machine) -> bytes:
    """The filter for every process inside, as classic BPF."""
    examined = [
        *_examine(machine.clone, FIRST_ARGUMENT, ANY_BIT, [NEW_NAMESPACE], then=EPERM, otherwise=ALLOW),
        *_examine(machine.socket, FIRST_ARGUMENT, EQUAL, [AF_UNIX], then=ALLOW, otherwise=EAFNOSUPPORT),
        *_examine(machine.ioctl, SECOND_ARGUMENT, EQUAL, [TIOCSTI, TIOCLINUX], then=EPERM, otherwise=ALLOW),
    ]
    for number in machine.own_only:
        examined += _examine(number, FIRST_ARGUMENT, EQUAL, [ITSELF], then=ALLOW, otherwise=EPERM)
    return _assemble(machine, examined, REFUSED)


def alone(machine: Machine, process: int) -> bytes:
    """The further filter for a process that shares its process numbers with others: it may act on itself only."""
    prctl = [kernel.PR_SET_PDEATHSIG]
    owners = [F_SETOWN, F_SETOWN_EX]
    examined = [
        *_examine(machine.clone, FIRST_ARGUMENT, ANY_BIT, [SAME_PROCESS], then=ALLOW, otherwise=EPERM),
        *_examine(machine.prctl, FIRST_ARGUMENT, EQUAL, prctl, then=EPERM, otherwise=ALLOW),
        *_examine(machine.fcntl, SECOND_ARGUMENT, EQUAL, owners, then=EPERM, otherwise=ALLOW),
    ]
    for number in machine.kill:
        examined += _examine(number, FIRST_ARGUMENT, EQUAL, [process], then=ALLOW, otherwise=EPERM)
    return _assemble(machine, examined, OTHERS)


def _assemble(machine: Machine, examined: list[Instruction], calls: dict[str, Numbers]) -> bytes:
    """Refusals jump to the end, everything else is allowed."""
    refused = [numbers[machine.column] for numbers in calls.values()]
    plain = [number for number in refused if number is not None]
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


def wall_in() -> None:
    """Load the filter for this process and all it forks. Needs no_new_privs.

    Raises:
        OSError: the kernel does not take it.
    """
    machine = MACHINES.get(platform.machine())
    if machine:
        _load(walled(machine))


def keep_to_itself() -> None:
    """Load the further filter for this process, which can fork no more and act on nobody but itself.

    Raises:
        OSError: the kernel does not take it.
    """
    machine = MACHINES.get(platform.machine())
    if machine:
        _load(alone(machine, os.getpid()))


def _load(program: bytes) -> None:
    instructions = ctypes.create_string_buffer(program, len(program))
    header = _Program(len(program) // 8, ctypes.cast(instructions, ctypes.c_void_p))
    kernel.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(header))
