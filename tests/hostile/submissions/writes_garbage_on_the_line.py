# expected: died: the answer broke the protocol of the sandbox: this is no frame
import os
import pickle


def attack(targets):
    os.write(3, pickle.dumps({"found": []}))
    return "passed"
