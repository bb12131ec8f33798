# expected: observed []
import os


def attack(targets):
    wanted = {os.path.basename(file) for file in targets["files"]} | {"solutions", "hidden.py", "course.yaml"}
    found = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [
            name for name in folders if os.path.join(folder, name) not in ("/proc", "/usr", "/site/torch")
        ]
        found += [os.path.join(folder, name) for name in wanted & {*folders, *files}]
    return found
