# expected: attack error, double error, riddle error
# row: 27
# because: this file holds more than 300 KB of code
# builds: .py
def build(path):
    path.write_text("def double(x):\n    return x * 2\n" + "x = 1; " * 100_000)
