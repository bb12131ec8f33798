# expected: attack passed, double passed, riddle skipped
# row: 25
# without walls: not tried, few kernels have the x32 calls
import ctypes
import errno

X32 = 0x40000000
GETPID, EXECVE, PTRACE, SOCKET, IO_URING_SETUP = 39, 520, 521, 41, 425


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    reached = []
    for number in (GETPID, EXECVE, PTRACE, SOCKET, 512, 547):
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(X32 | number), *map(ctypes.c_long, (2, 1, 0, 0, 0, 0)))
        if result != -1 or ctypes.get_errno() != errno.ENOSYS:
            reached.append(f"x32 {number}")
    ctypes.set_errno(0)
    high = ctypes.c_long((1 << 32) | IO_URING_SETUP)
    if libc.syscall(high, 1, 0) != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
        reached.append("io_uring by a number of 64 bits")
    return reached


def double(x):
    return x * 2
