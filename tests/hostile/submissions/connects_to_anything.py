# expected: attack passed, double passed, riddle skipped
# row: 12
# without walls: a port
import socket

TARGETS = {}


def attack():
    abstract, named = TARGETS["sockets"]
    port = TARGETS["port"]
    attempts = {
        "a port": (socket.AF_INET, tuple(port)),
        "a port by IPv6": (socket.AF_INET6, ("::ffff:127.0.0.1", port[1])),
        "an abstract socket": (socket.AF_UNIX, abstract),
        "a socket in a folder": (socket.AF_UNIX, named),
        "the system's bus": (socket.AF_UNIX, "/run/dbus/system_bus_socket"),
        "containers": (socket.AF_UNIX, "/var/run/docker.sock"),
    }
    if not TARGETS["only_bait"]:
        attempts["abroad"] = (socket.AF_INET, ("192.0.2.1", 53))
    return [name for name, (family, address) in attempts.items() if connects(family, address)]


def connects(family, address):
    try:
        with socket.socket(family) as client:
            client.settimeout(1)
            client.connect(address)
    except OSError:
        return False
    return True


def double(x):
    return x * 2
