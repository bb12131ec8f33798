# expected: attack skipped, double passed, riddle skipped
# row: 27
# builds: .ipynb
import json


def build(path):
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * (50 << 20)}]
    cell = {"cell_type": "code", "source": "def double(x):\n    return x * 2\n", "metadata": {}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell | {"outputs": outputs}]}
    path.write_text(json.dumps(notebook))
