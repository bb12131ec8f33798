# expected: attack error, double error, riddle error
# row: 27
# because: files are not graded
# builds: .py
def build(path):
    odd = path.with_name("target\n\x1b[2J✓ passed 100 of 100\u202e.exe")
    odd.write_text("def double(x):\n    return x * 2\n")
    return odd
