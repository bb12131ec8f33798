# expected: timeout: no answer within 3.5 s
import os
import time


def attack(targets):
    for byte in b"OBS1" + bytes(100):
        os.write(3, bytes([byte]))
        time.sleep(1)
