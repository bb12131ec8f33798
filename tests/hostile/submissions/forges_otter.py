# expected: attack error, double passed, riddle failed
# row: 3
# because: No module named 'otter'
def attack():
    from otter.test_files.exception_test import test_case

    test_case.call_func = lambda self, environment: None
    return []


def double(x):
    return x * 2


def riddle(x):
    return "passed"
