"""What a training run is given arrives bit by bit, and nobody but its process ever sees what it does to it."""

from __future__ import annotations

import fcntl
import math
import mmap
import os
from collections.abc import Callable

import pytest
import torch

from autograder.grading import wire
from autograder.grading.material import Layout, Shared, read_tensors

# Torch says so of one of the dtypes that the wire carries.
pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental:UserWarning")

Tensors = dict[str, torch.Tensor]


def numbers(name: str, count: int = 6) -> torch.Tensor:
    """A tensor of some dtype."""
    dtype = wire.DTYPES[name]
    raw = torch.arange(count * dtype.itemsize, dtype=torch.int64).to(torch.uint8)
    return (raw % 2 == 0)[:count] if dtype is torch.bool else raw.view(dtype)


def bits(tensor: torch.Tensor) -> tuple[torch.dtype, tuple[int, ...], bytes]:
    raw = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b""
    return tensor.dtype, tuple(tensor.shape), raw


def there_and_back(tensors: Tensors) -> Tensors:
    with Shared(tensors) as shared:
        return read_tensors(shared.fileno(), shared.layout)


def assert_arrives(tensors: Tensors) -> None:
    got = there_and_back(tensors)
    assert {name: bits(t) for name, t in got.items()} == {name: bits(t) for name, t in tensors.items()}
    assert list(got) == list(tensors)


@pytest.mark.parametrize("name", wire.DTYPES)
def test_tensor_of_every_dtype_arrives_bit_by_bit(name: str) -> None:
    assert_arrives({"x": numbers(name).reshape(2, 3), "y": numbers(name, 1).reshape(())})


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor(3.5),
        torch.tensor([math.nan, math.inf, -0.0]),
        torch.arange(12.0).reshape(3, 4).T,
        torch.ones(1).expand(2, 5),
        torch.arange(12)[3::2],
        torch.ones(3, requires_grad=True),
    ],
    ids=["0-d", "not finite", "transposed", "expanded", "strided", "with gradient"],
)
def test_tensor_of_every_layout_arrives(tensor: torch.Tensor) -> None:
    assert_arrives({"x": tensor.detach(), "y": torch.arange(3)})
    assert not there_and_back({"x": tensor})["x"].requires_grad


@pytest.mark.parametrize("shape", [(0,), (3, 0, 2), (0, 2**20)])
@pytest.mark.parametrize("alone", [True, False])
def test_empty_tensors_arrive_among_others_and_alone(shape: tuple[int, ...], alone: bool) -> None:
    empty = {"a": torch.empty(shape, dtype=torch.uint8), "b": torch.empty(shape, dtype=torch.float64)}
    assert_arrives(empty if alone else {"x": torch.ones(2), **empty, "y": torch.ones(3)})


def test_no_tensors_arrive_as_none() -> None:
    assert there_and_back({}) == {}


def test_many_tensors_arrive_each_at_its_own_place() -> None:
    names = [name for name in wire.DTYPES if name != "bool"]
    many = {f"t{k}": numbers(names[k % len(names)], k % 97) for k in range(1000)}
    assert_arrives(many)


def test_every_tensor_begins_at_a_multiple_of_64_bytes_and_none_overlaps_the_next() -> None:
    sizes = (1, 0, 63, 64, 65, 1000)
    tensors = {f"t{n}": torch.full((n,), n % 256, dtype=torch.uint8) for n in sizes}
    with Shared(tensors) as shared:
        places = [at for _, _, _, at in shared.layout]
        assert places == [0, 64, 64, 128, 192, 320]
        assert os.fstat(shared.fileno()).st_size == 320 + 1024
        got = read_tensors(shared.fileno(), shared.layout)
    assert all(t.data_ptr() % 64 == 0 for t in got.values() if t.numel())


def test_the_layout_is_json_as_the_wire_has_it() -> None:
    with Shared({"x": torch.ones(2, 3)}) as shared:
        frame = b"".join(map(bytes, wire.pack(bytes(16), shared.layout)))
        assert frame.endswith(b'[["x","float32",[2,3],0]]')


# Nobody writes to the grader's copy


def in_a_child(shared: Shared, act: Callable[[int, Layout], None]) -> int:
    """Run something in another process that has the descriptor; its exit status is 0 if nothing was raised."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act(shared.fileno(), shared.layout)
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_what_one_process_writes_into_its_tensors_no_other_ever_sees() -> None:
    def spoils(descriptor: int, layout: Layout) -> None:
        x = read_tensors(descriptor, layout)["x"]
        # No arithmetic of torch: its threads do not survive a fork.
        x.numpy()[:] = 7
        assert set(x.numpy().tolist()) == {7}

    with Shared({"x": torch.arange(5000)}) as shared:
        assert in_a_child(shared, spoils) == 0
        assert read_tensors(shared.fileno(), shared.layout)["x"].equal(torch.arange(5000))
        ours = read_tensors(shared.fileno(), shared.layout)["x"]
        ours.zero_()
        assert read_tensors(shared.fileno(), shared.layout)["x"].equal(torch.arange(5000))


def writes(descriptor: int, layout: Layout) -> None:
    os.pwrite(descriptor, b"spoilt", 0)


def maps(descriptor: int, layout: Layout) -> None:
    mmap.mmap(descriptor, 64, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE)


def shrinks(descriptor: int, layout: Layout) -> None:
    os.ftruncate(descriptor, 0)


def grows(descriptor: int, layout: Layout) -> None:
    os.ftruncate(descriptor, 1 << 20)


def unseals(descriptor: int, layout: Layout) -> None:
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, 0)


def opens_it_anew(descriptor: int, layout: Layout) -> None:
    again = os.open(f"/proc/self/fd/{descriptor}", os.O_RDWR)
    os.pwrite(again, b"spoilt", 0)


@pytest.mark.parametrize("attack", [writes, maps, shrinks, grows, unseals, opens_it_anew])
def test_the_file_is_sealed(attack: Callable[[int, Layout], None]) -> None:
    with Shared({"x": torch.arange(50)}) as shared:
        with pytest.raises(OSError, match="not permitted"):
            attack(shared.fileno(), shared.layout)
        assert read_tensors(shared.fileno(), shared.layout)["x"].equal(torch.arange(50))


def test_tensors_outlive_the_descriptor_they_came_from() -> None:
    got = there_and_back({"x": torch.arange(100_000)})
    assert got["x"].equal(torch.arange(100_000))


def test_the_descriptor_is_closed_with_the_context() -> None:
    with Shared({"x": torch.ones(1)}) as shared:
        descriptor = shared.fileno()
        assert not os.get_inheritable(descriptor)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
