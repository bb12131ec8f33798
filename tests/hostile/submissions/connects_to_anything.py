# expected: observed []
import socket


def attack(targets):
    attempts = {
        "port": (socket.AF_INET, tuple(targets["port"])),
        "abroad": (socket.AF_INET, ("1.1.1.1", 53)),
        "six": (socket.AF_INET6, ("::1", targets["port"][1])),
        "abstract": (socket.AF_UNIX, targets["socket"]),
        "bus": (socket.AF_UNIX, "/run/dbus/system_bus_socket"),
    }
    found = [name for name, (family, address) in attempts.items() if connects(family, address)]
    try:
        socket.getaddrinfo("example.org", 80)
        found.append("names")
    except OSError:
        pass
    try:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
        found.append("netlink")
    except OSError:
        pass
    return found


def connects(family, address):
    try:
        with socket.socket(family) as client:
            client.settimeout(1)
            client.connect(address)
    except OSError:
        return False
    return True
