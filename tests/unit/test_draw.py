"""The numbers below are pinned: a change of any of them invalidates every recorded observation."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from autograder.draw import Draw, canary, published_seeds, seed_for, seeds_for


def test_the_canary_is_the_one_of_every_recording() -> None:
    assert canary() == "9a5ebc98c2747cd9"


def test_the_stream_of_seed_zero_is_pinned() -> None:
    draw = Draw(0)
    assert draw.normal(3).tolist() == pytest.approx(
        [1.764052345967664, 0.4001572083672233, 0.9787379841057392]
    )
    assert draw.uniform(-1, 1, 2).tolist() == pytest.approx([-0.15269040132219058, 0.29178822613331223])
    assert draw.integers(-5, 5, 4).tolist() == [-1, 2, 1, 3]
    assert draw.permutation(5).tolist() == [3, 1, 2, 4, 0]
    assert draw.choice("abcdef") == "a"
    assert draw.shuffled("abcd") == ["a", "c", "d", "b"]
    assert draw.seed() == 305097549
    assert draw.generator().initial_seed() == 1449105480


def test_published_seeds_are_pinned() -> None:
    assert published_seeds("a_check") == (1135938671, 381005243, 1690537473)


def test_a_secret_seed_is_the_hmac_of_release_check_and_count() -> None:
    assert seed_for(b"key", "bn-1", "a_check", 2) == 537416654


@pytest.mark.parametrize(
    "other",
    [
        seed_for(b"another key", "bn-1", "a_check", 0),
        seed_for(b"key", "bn-2", "a_check", 0),
        seed_for(b"key", "bn-1", "b_check", 0),
        seed_for(b"key", "bn-1", "a_check", 1),
        seed_for(b"published", "", "a_check", 0),
    ],
    ids=["key", "release", "check", "count", "published"],
)
def test_a_seed_depends_on_each_of_its_parts(other: int) -> None:
    assert other != seed_for(b"key", "bn-1", "a_check", 0)


def test_the_seeds_of_many_checks_are_distinct_32_bit_numbers() -> None:
    seeds = [seed for check in range(300) for seed in seeds_for(b"key", "bn-1", f"check_{check}", 3)]
    assert len(set(seeds)) == len(seeds)
    assert all(0 <= seed < 2**32 for seed in seeds)


def test_floats_are_float64_and_integers_int64() -> None:
    draw = Draw(1)
    assert draw.normal(2, 3).dtype == draw.uniform(0, 1, 2).dtype == torch.float64
    assert draw.integers(0, 2**40, 2).dtype == draw.permutation(3).dtype == torch.int64


def test_a_draw_without_shape_is_a_0_d_tensor() -> None:
    draw = Draw(1)
    assert draw.normal().shape == draw.uniform(0, 1).shape == draw.integers(0, 9).shape == ()


def test_mean_and_deviation_scale_the_normal_draw() -> None:
    assert torch.allclose(Draw(5).normal(4, mean=3.0, std=0.5), 3.0 + 0.5 * Draw(5).normal(4))


def test_integers_leave_out_the_upper_end() -> None:
    assert set(Draw(2).integers(0, 3, 1000).tolist()) == {0, 1, 2}


def test_what_is_drawn_first_changes_what_is_drawn_next() -> None:
    one, other = Draw(7), Draw(7)
    one.integers(0, 9, 3)
    assert not torch.equal(one.normal(3), other.normal(3))


def test_the_global_generators_neither_touch_a_draw_nor_are_touched() -> None:
    states = random.getstate(), np.random.get_state()[1].tolist(), torch.random.get_rng_state()  # type: ignore[index]
    expected = Draw(3).normal(4)
    Draw(3).generator()
    assert random.getstate() == states[0]
    assert np.random.get_state()[1].tolist() == states[1]  # type: ignore[index]
    assert torch.equal(torch.random.get_rng_state(), states[2])
    assert torch.equal(Draw(3).normal(4), expected)


def test_changing_a_drawn_tensor_in_place_leaves_the_stream_alone() -> None:
    one, other = Draw(4), Draw(4)
    one.normal(3).zero_()
    other.normal(3)
    assert torch.equal(one.normal(3), other.normal(3))
