# expected: attack skipped, double passed, riddle failed
# row: 3, 29
import sys

from autograder.observation import Observation


def riddle(x):
    wire = sys.modules["autograder.grading.wire"]
    honest = wire.pack_observation
    lies = {"answer": x.double(), "verdict": "passed", "points": 1e9}
    wire.pack_observation = lambda nonce, seen: honest(nonce, Observation(lies))
    return x.double()


def double(x):
    return x * 2
