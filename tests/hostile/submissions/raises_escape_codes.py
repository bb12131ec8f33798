# expected: attack error, double error, riddle skipped
# row: 26
# because: ValueError: �[2J�[31mpassed�]0;owned�
def attack():
    raise ValueError("\x1b[2J\x1b[31mpassed\x1b]0;owned\x07\u202e\u2066 \x9b1A")


def double(x):
    raise type("\x1b[2JError", (ValueError,), {})("\x1b[2J")
