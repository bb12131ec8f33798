# expected: attack skipped, double passed, riddle skipped
# row: 7
# builds: .zip
import zipfile

HONEST = (
    "import torch\n\ndef double(x):\n    return torch.as_tensor(x) * 2 if not isinstance(x, str) else x * 2\n"
)
MISCHIEF = "open('/tmp/owned', 'w')\nraise SystemExit\n"


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", HONEST)
        archive.writestr("helper-1.0.dist-info/METADATA", "Name: helper\nVersion: 1.0\n")
        archive.writestr("helper-1.0.dist-info/entry_points.txt", "[pytest11]\nhelper = helper\n")
        for name in ("helper.py", "torch.py", "json.py", "sitecustomize.py", "usercustomize.py"):
            archive.writestr(name, MISCHIEF)
        archive.writestr("autograder/__init__.py", MISCHIEF)
        archive.writestr("helper.pth", "import os; open('/tmp/owned', 'w')\n")
