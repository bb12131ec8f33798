# expected: attack skipped, double passed, riddle skipped
# row: 6
# because: is graded; what stands in `conftest.py`, `test_target.py`
# builds: .zip
import zipfile

HONEST = "def double(x):\n    return x * 2\n"
MISCHIEF = "open('/tmp/owned', 'w')\ndef pytest_runtest_makereport(item, call):\n    return 'passed'\n"


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", HONEST)
        for name in ("conftest.py", "test_target.py", "tests/conftest.py"):
            archive.writestr(name, MISCHIEF)
        archive.writestr("pytest.ini", "[pytest]\naddopts = -p no:autograder --collect-only\n")
        archive.writestr("pyproject.toml", "[tool.pytest.ini_options]\naddopts = '--collect-only'\n")
