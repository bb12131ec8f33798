# expected: attack error, double passed, riddle skipped
# row: 27
# builds: .ipynb
import json

MARKUP = "<script>alert('owned')</script><img src=x onerror=alert(1)>\x1b[2J"


def build(path):
    def cell(source, kind="code"):
        outputs = [
            {"output_type": "display_data", "data": {"text/html": MARKUP}, "metadata": {MARKUP: MARKUP}}
        ]
        return {"cell_type": kind, "source": source, "metadata": {"name": MARKUP, "tags": [MARKUP]}} | (
            {"outputs": outputs, "execution_count": None} if kind == "code" else {}
        )

    cells = [
        cell(MARKUP, "markdown"),
        cell("def double(x):\n    return x * 2\n"),
        cell(f"def attack():\n    return {MARKUP}\n"),
        {"cell_type": MARKUP, "source": 7},
        MARKUP,
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"title": MARKUP}, "cells": cells}
    path.write_text(json.dumps(notebook))
