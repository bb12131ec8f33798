# expected: attack passed, double passed, riddle skipped
# row: 24
# without walls: not tried, it takes two submissions
import os
import secrets
import socket
import time

FOLDERS = ("/tmp", "/dev/shm", "/var/tmp", "/run")


def attack():
    own = f"owned-{secrets.token_hex(8)}"
    sockets = [socket.socket(socket.AF_UNIX) for _ in range(2)]
    for folder in FOLDERS:
        try:
            with open(f"{folder}/{own}", "w") as file:
                file.write(own)
        except OSError:
            pass
    sockets[0].bind(f"\0{own}")
    sockets[1].bind(f"/tmp/{own}.socket")
    for listener in sockets:
        listener.listen()
    reached, end = set(), time.monotonic() + 1.0
    while time.monotonic() < end:
        for folder in (*FOLDERS, "/proc"):
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            if folder == "/proc":
                reached |= {"processes of others"} if sum(map(str.isdecimal, names)) > 3 else set()
            else:
                reached |= {name for name in names if name.startswith("owned") and own not in name}
        with open("/proc/net/unix") as file:
            reached |= {word for word in file.read().split() if "owned" in word and own not in word}
        time.sleep(0.02)
    return sorted(reached)


def double(x):
    return x * 2
