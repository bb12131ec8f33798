"""What each wall must hold off, on the rungs that are used where the strongest is not to be had.

On `bubblewrap` a submission costs a worker of its own, two seconds: one payload for each line of its promise. On
`landlock+seccomp` nothing can be written and nobody forked, which some payloads report as an error of theirs.
"""

from dataclasses import replace

import pytest
from arena import assert_held
from payloads import FOLDER, read_payload

from autograder.grading.rungs import LADDER

READING = (
    "reads_the_graders_files",
    "reads_the_graders_environment",
    "tells_hidden_checks_in_a_public_answer",
)
REACHING = ("writes_everywhere", "connects_to_anything", "asks_the_kernel", "kills_everything")
STAYING = ("leaves_a_daemon", "leaves_files", "remembers_hidden_inputs")
MORE = (
    *("reads_through_proc", "reads_others_memory", "scans_its_memory", "searches_frames_and_objects"),
    *("replaces_what_runs", "makes_every_kind_of_socket", "runs_a_program", "asks_for_every_new_namespace"),
    *("kills_the_grader_by_number", "traces_the_others", "stops_everything", "raises_its_limits"),
    *("exits_hard", "crashes", "loops", "forges_an_answer", "claims_a_huge_answer", "hogs_memory_in_tensors"),
    *("outlives_its_parent", "bombs_forks", "bombs_threads", "leaves_threads_running", "fills_every_mount"),
)
SUBSETS = {
    "bubblewrap": (*READING, *REACHING, *STAYING),
    "landlock+seccomp": (*READING, *REACHING, *STAYING, *MORE),
}
OTHERWISE = {
    ("landlock+seccomp", "kills_everything"): "passed",  # not even itself
    ("landlock+seccomp", "leaves_a_daemon"): "error",
    ("landlock+seccomp", "outlives_its_parent"): "error",
}
"""What becomes of an attack where that is not what its first line says."""
RUNGS = {rung.short: rung for rung in LADDER if rung.isolated}
CASES = [
    pytest.param(RUNGS[rung], name, id=f"{rung}-{name}") for rung in SUBSETS for name in sorted(SUBSETS[rung])
]


@pytest.mark.parametrize(("arena", "name"), CASES, indirect=["arena"])
def test_attack_ends_as_its_first_line_says(arena, name):
    payload = read_payload(FOLDER / f"{name}.py")
    if verdict := OTHERWISE.get((arena.rung.short, name)):
        payload = replace(payload, expected={**payload.expected, "attack": verdict}, because="")
    assert_held(arena, payload)


def test_every_rung_that_claims_to_hold_is_attacked():
    assert {LADDER[0].short, *SUBSETS} == set(RUNGS)
