# expected: attack passed, double passed, riddle skipped
# row: 25
# without walls: not tried, there is no terminal
import ctypes
import errno
import fcntl
import os

TIOCSTI, TIOCLINUX, TIOCSCTTY = 0x5412, 0x541C, 0x540E


def attack():
    reached = []
    libc = ctypes.CDLL(None, use_errno=True)
    for device in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/pts/0", "/dev/tty0"):
        try:
            terminal = os.open(device, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            continue
        for request in (TIOCSTI, TIOCLINUX, TIOCSTI | 1 << 32):
            ctypes.set_errno(0)
            done = libc.ioctl(terminal, ctypes.c_ulong(request), ctypes.c_char_p(b"x"))
            if done != -1 or ctypes.get_errno() != errno.EPERM:
                reached.append(f"{request:#x} on {device}: {errno.errorcode.get(ctypes.get_errno())}")
    return reached


def double(x):
    return x * 2
