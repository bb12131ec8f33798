# expected: attack passed, double passed, riddle skipped
# row: 25
# without walls: unshare
import ctypes
import errno
import os
import platform

CALLS = {  # number on x86_64 and aarch64
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "setpriority": (141, 140),
    "sched_setscheduler": (144, 119),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "personality": (135, 92),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "acct": (163, 89),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "move_pages": (279, 239),
}


def attack():
    """The calls that fail otherwise than by being refused, all asked with zeros."""
    column = ("x86_64", "aarch64").index(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)
    reached = []
    for name, numbers in CALLS.items():
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(numbers[column]), *[ctypes.c_long(0)] * 6)
        if result != -1 or ctypes.get_errno() != errno.EPERM:
            reached.append(f"{name}: {errno.errorcode.get(ctypes.get_errno(), result)}")
    return reached


def double(x):
    return x * 2
