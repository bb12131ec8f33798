# expected: raised: ValueError: �[2J�[31mpassed


def attack(targets):
    raise ValueError("\x1b[2J\x1b[31mpassed")
