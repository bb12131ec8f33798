# expected: attack passed, double passed, riddle skipped
# row: 12
# without walls: AF_INET
import socket


def attack():
    reached = []
    families = [
        name for name in dir(socket) if name.startswith("AF_") and name not in ("AF_UNIX", "AF_UNSPEC")
    ]
    for name in families:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(getattr(socket, name), kind).close()
                reached.append(name)
            except OSError:
                pass
    try:
        socket.getaddrinfo("localhost", 80)
        reached.append("a name server or /etc/hosts")
    except OSError:
        pass
    return reached


def double(x):
    return x * 2
