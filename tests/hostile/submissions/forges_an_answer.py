# expected: died: the answer broke the protocol of the sandbox: this answers another question
import os

from autograder.grading import wire
from autograder.observation import Observation


def attack(targets):
    for part in wire.pack_observation(bytes(16), Observation({"found": "passed"})):
        os.write(3, part)
