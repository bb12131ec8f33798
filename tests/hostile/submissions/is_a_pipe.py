# expected: attack error, double error, riddle error
# row: 27
# because: there is no such file
# builds: .py
import os


def build(path):
    os.mkfifo(path)
