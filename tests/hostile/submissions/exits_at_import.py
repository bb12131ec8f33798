# expected: not written: NotImplementedError: attack is not written yet
import sys

print("thank you")
sys.exit(0)
