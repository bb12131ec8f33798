# expected: timeout: no answer within 0.5 s of CPU time
import os
import signal


def attack(targets):
    os.kill(os.getpid(), signal.SIGXCPU)
