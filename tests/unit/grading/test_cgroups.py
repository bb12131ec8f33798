"""Cgroups hold the processes of a submission together: those of a tree that behaves as the kernel's does, and
this machine's where it lets us.
"""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cgroup_tree import ME, Tree, contents, everything, fill, refusal, version_1, version_2

from autograder.errors import OperatorError
from autograder.grading import cgroups
from autograder.grading.cgroups import Cgroup, Cgroups, find

GIGABYTE = 1 << 30
HOW = "Start the grader as root or in a cgroup of its own: `systemd-run --scope --property=Delegate=yes …`."


def test_version_1_is_found_in_each_hierarchy_beneath_our_own_group(tmp_path):
    memory, pids = version_1(tmp_path)
    before = everything(tmp_path)
    assert find(Tree(tmp_path)) == Cgroups(memory, pids)
    assert everything(tmp_path) == before


def test_group_of_version_1_has_its_limits_in_both_hierarchies(tmp_path):
    version_1(tmp_path)
    group = find(Tree(tmp_path)).make(GIGABYTE, 32)
    limits = contents(group.memory, "memory.limit_in_bytes", "memory.memsw.limit_in_bytes")
    assert limits == [str(GIGABYTE)] * 2
    assert contents(group.pids, "pids.max") == ["32"]
    group.add(7)
    assert contents(group.memory, "cgroup.procs") == contents(group.pids, "cgroup.procs") == ["7"]


def test_version_1_without_accounts_of_swap_limits_memory_alone(tmp_path):
    memory, _ = version_1(tmp_path)
    (memory / "memory.memsw.limit_in_bytes").unlink()
    group = find(Tree(tmp_path)).make(GIGABYTE, 32)
    assert contents(group.memory, "memory.limit_in_bytes") == [str(GIGABYTE)]


def test_mounts_that_show_only_our_own_part_of_a_hierarchy_are_understood(tmp_path):
    memory, pids = version_1(tmp_path, top="/docker/ab", memory="/docker/ab", pids="/docker/ab/c")
    assert find(Tree(tmp_path)) == Cgroups(memory, pids)
    assert pids == tmp_path / "sys/fs/cgroup/pids/c"


def test_group_of_version_2_is_limited_without_swap(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")
    found = find(Tree(tmp_path))
    assert found == Cgroups(own, own)
    group = found.make(GIGABYTE, 32)
    limits = contents(group.memory, "memory.max", "memory.swap.max", "pids.max")
    assert limits == [str(GIGABYTE), "0", "32"]
    group.add(7)
    assert contents(group.memory, "cgroup.procs") == ["7"]


def test_grader_alone_in_its_group_steps_down_once(tmp_path):
    own = version_2(tmp_path)
    assert find(Tree(tmp_path)) == Cgroups(own, own)
    assert contents(own, "cgroup.procs", "autograder/cgroup.procs") == ["", ME]
    assert contents(own, "cgroup.subtree_control") == ["memory pids"]
    fill(tmp_path / "proc/self", {"cgroup": "0::/grading.service/autograder\n"})
    assert find(Tree(tmp_path)) == Cgroups(own, own)
    assert contents(own, "autograder/cgroup.procs") == [ME]


def test_grader_that_stepped_down_for_nothing_goes_back(tmp_path):
    own = version_2(tmp_path)

    class Stubborn(Tree):
        def write_text(self, data, encoding=None, errors=None, newline=None):
            if self.name == "cgroup.subtree_control" and not (self.parent / "cgroup.procs").read_text():
                raise refusal(errno.ENOENT)
            super().write_text(data, encoding, errors, newline)

    message = f"{own} does not hand controllers on: No such file or directory. {HOW}"
    assert find(Stubborn(tmp_path)) == message
    assert contents(own, "cgroup.procs") == [ME]
    assert not (own / "autograder").exists()


def test_grader_in_company_says_what_to_do(tmp_path):
    own = version_2(tmp_path, members=f"12\n{ME}")
    message = f"{own} holds other processes than the grader, so it cannot hand controllers on. {HOW}"
    assert find(Tree(tmp_path)) == message
    assert contents(own, "cgroup.procs", "cgroup.subtree_control") == [f"12\n{ME}", ""]


def test_controller_that_is_not_delegated_is_named(tmp_path):
    own = version_2(tmp_path, controllers="cpu pids")
    assert find(Tree(tmp_path)) == f"{own} has no controller memory to hand on. {HOW}"


@pytest.mark.parametrize("refused", ["memory", "pids"])
def test_hierarchy_that_takes_no_groups_is_told_from_one_that_does(tmp_path, refused):
    memory, pids = version_1(tmp_path, memory="/")
    before = everything(tmp_path)

    class ReadOnly(Tree):
        def mkdir(self, mode=0o777, parents=False, exist_ok=False):
            if self.parent.name == refused:
                raise refusal(errno.EROFS)
            super().mkdir(mode, parents, exist_ok)

    message = f"no cgroup can be made in {memory} and {pids}: Read-only file system. {HOW}"
    assert find(ReadOnly(tmp_path)) == message
    assert everything(tmp_path) == before


def test_group_that_cannot_be_made_later_is_the_operators_problem(tmp_path):
    own = version_2(tmp_path, handed_on="memory")
    with pytest.raises(OperatorError) as caught:
        Cgroups(own, own).make(GIGABYTE, 32)
    assert str(caught.value) == f"no cgroup can be made in {own}: Permission denied\n    {HOW}"
    assert [path for path in own.iterdir() if path.is_dir()] == []


def test_system_without_cgroups_is_told_from_one_that_hides_them(tmp_path):
    assert find(tmp_path) == "this system has no cgroups. Use Linux."
    hidden = "no cgroup of this process is mounted. Mount /sys/fs/cgroup."
    version_1(tmp_path)
    fill(tmp_path / "proc/self", {"mountinfo": "22 27 0:21 / /proc rw - proc proc rw\n"})
    assert find(tmp_path) == hidden
    version_2(tmp_path)
    fill(tmp_path / "proc/self", {"cgroup": "0::/../elsewhere\n"})
    assert find(tmp_path) == hidden


def test_mount_point_with_a_space_is_read(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")
    own.parent.replace(tmp_path / "a b")
    fill(tmp_path / "proc/self", {"mountinfo": "24 20 0:22 / /a\\040b rw - cgroup2 cgroup2 rw\n"})
    moved = tmp_path / "a b/grading.service"
    assert find(Tree(tmp_path)) == Cgroups(moved, moved)


def test_groups_of_dead_graders_are_removed_and_no_others(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in (
        f"autograder-{dead.pid}-0123abcd",
        f"autograder-{ME}-0123abcd",
        "autograder-1-0123abcd",
        "x",
    ):
        (own / name).mkdir()
    fill(own / f"autograder-{dead.pid}-0123abcd", {"cgroup.procs": "12"})
    find(Tree(tmp_path))
    left = {path.name for path in own.iterdir() if path.is_dir()}
    assert left == {f"autograder-{ME}-0123abcd", "autograder-1-0123abcd", "x"}


def test_groups_made_by_many_threads_are_all_different(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")
    found = Cgroups(own, own)
    with ThreadPoolExecutor(8) as pool:
        groups = list(pool.map(lambda _: found.make(GIGABYTE, 32), range(64)))
    assert len({group.memory for group in groups}) == 64


@pytest.mark.parametrize(
    ("name", "text", "verdict"),
    [
        ("memory.events", "low 0\noom 3\noom_kill 2\n", True),
        ("memory.events", "low 0\noom 3\noom_kill 0\n", False),
        ("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n", True),
        ("memory.oom_control", "oom_kill_disable 0\nunder_oom 1\noom_kill 0\n", False),
    ],
)
def test_memory_ran_out_when_the_kernel_killed_for_it(tmp_path, name, text, verdict):
    fill(tmp_path, {name: text})
    assert Cgroup(tmp_path, tmp_path).ran_out_of_memory is verdict


def test_closing_kills_all_at_once_where_the_kernel_can_and_may_be_repeated(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")
    group = Cgroups(own, own).make(GIGABYTE, 32)
    group.add(7)
    group.close()
    assert not group.memory.exists()
    group.close()
    assert not group.ran_out_of_memory


def test_closing_forbids_forks_and_gives_up_in_time(tmp_path, monkeypatch):
    own = version_2(tmp_path, handed_on="memory pids")
    group = Cgroups(own, own).make(GIGABYTE, 32)
    (group.memory / "cgroup.kill").unlink()
    group.add(2**22 + 1)  # beyond what Linux gives to processes: a member that never goes
    monkeypatch.setattr(cgroups, "CLOSE_SECONDS", 0.0)
    group.close()
    assert contents(group.pids, "pids.max") == ["0"]


def test_closing_spares_a_process_that_got_the_number_of_a_member(tmp_path):
    own = version_2(tmp_path, handed_on="memory pids")

    class Fleeting(Tree):
        """The members are gone by the second look."""

        def read_text(self, encoding=None, errors=None):
            text = super().read_text(encoding, errors)
            if self.name == "cgroup.procs" and self.parent.parent == own:
                fill(self.parent, {self.name: ""})
            return text

    group = Cgroups(Fleeting(own), Fleeting(own)).make(GIGABYTE, 32)
    for name in ("cgroup.kill", "pids.max"):
        (group.memory / name).unlink()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as innocent:
        fill(group.memory, {"cgroup.procs": str(innocent.pid)})
        cgroups._kill_members(group.memory)
        innocent.communicate(b"\n")
    assert innocent.returncode == 0


@pytest.fixture
def group():
    """Of 64 MB and 8 processes on this machine; nothing is left of it."""
    found = find()
    if isinstance(found, str):
        pytest.skip(found)
    group = found.make(64 << 20, 8)
    yield group
    group.close()
    assert [path for path in (group.memory, group.pids) if path.exists()] == []


def run_in(group: Cgroup, source: str) -> tuple[str, int]:
    """What a program printed, and how it ended, that entered the group before its first line."""
    command = [sys.executable, "-S", "-c", f"import os, signal\ninput()\n{source}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        group.add(process.pid)
        printed, _ = process.communicate("go\n", timeout=20)
    return printed, process.returncode


def test_process_beyond_the_limit_is_killed_and_that_is_known(group):
    assert run_in(group, "print(len(bytes(range(256)) * (24 << 12)))") == (f"{24 << 20}\n", 0)
    assert not group.ran_out_of_memory
    assert run_in(group, "bytes(range(256)) * (96 << 12)") == ("", -signal.SIGKILL)
    assert group.ran_out_of_memory


HOLD = """
for child in range({children}):
    r, w = os.pipe()
    if os.fork() == 0:
        os.close(1)
        held = bytes(range(256)) * (24 << 12)
        os.write(w, b"!")
        signal.pause()
    os.close(w)
    os.read(r, 1)
"""


def test_processes_that_are_each_within_the_limit_are_not_together(group):
    assert run_in(group, HOLD.format(children=1)) == ("", 0)
    assert not group.ran_out_of_memory
    assert run_in(group, HOLD.format(children=3)) == ("", 0)
    assert group.ran_out_of_memory


BOMB = """
for forks in range(100):
    try:
        if os.fork() == 0:
            os.close(1)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.pause()
    except BlockingIOError:
        break
print(forks)
"""


def test_fork_bomb_stops_at_the_limit_and_ends_with_the_group(group):
    assert run_in(group, BOMB) == ("7\n", 0)
    left = [os.pidfd_open(int(pid)) for pid in contents(group.pids, "cgroup.procs")[0].split()]
    assert len(left) == 7
    group.close()
    for descriptor in left:
        assert select.select([descriptor], [], [], 20)[0], "a member of the group is still there"
        os.close(descriptor)
    assert not group.ran_out_of_memory
