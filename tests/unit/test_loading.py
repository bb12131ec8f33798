"""The batches of an epoch are every image once, as the network wants them."""

import pytest
import torch

from shared.loading import Batches

IMAGES = torch.randint(256, (10, 3, 4, 4), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
LABELS = torch.arange(10)


def labels_of(batches):
    return [y.tolist() for _, y in batches]


def test_without_a_generator_the_order_is_kept_and_the_rest_is_a_batch():
    batches = Batches(IMAGES, LABELS, 4)
    assert len(batches) == 3
    assert labels_of(batches) == labels_of(batches) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert len(Batches(IMAGES, LABELS, 5)) == len(labels_of(Batches(IMAGES, LABELS, 5))) == 2


def test_each_image_comes_once_an_epoch_with_its_label_and_in_a_new_order():
    batches = Batches(IMAGES, LABELS, 4, generator=torch.Generator().manual_seed(0))
    orders = []
    for _ in range(3):
        x, y = (torch.cat(parts) for parts in zip(*batches, strict=True))
        assert sorted(y.tolist()) == LABELS.tolist()
        torch.testing.assert_close(x, IMAGES[y].float() / 255)
        orders.append(tuple(y.tolist()))
    assert len({*orders, tuple(range(10))}) == 4


def test_one_seed_is_one_order():
    first, second = (
        labels_of(Batches(IMAGES, LABELS, 3, generator=torch.Generator().manual_seed(7))) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("kind", [list, tuple, torch.tensor])
def test_pixels_from_0_to_1_are_normalised_per_channel(kind):
    mean, std = [0.5, 0.4, 0.3], [0.2, 0.3, 0.4]
    ((x, y),) = Batches(IMAGES, LABELS, 10, mean=kind(mean), std=kind(std))
    expected = (IMAGES.double() / 255 - torch.tensor(mean).view(3, 1, 1)) / torch.tensor(std).view(3, 1, 1)
    assert (x.dtype, y.dtype) == (torch.float32, torch.int64)
    torch.testing.assert_close(x, expected.float())


def test_a_batch_is_augmented_raw_and_the_set_stays_as_it_was():
    seen = []
    before = IMAGES.clone()

    def darken(x):
        seen.append((x.dtype, len(x)))
        return x.zero_()[..., :2]

    batches = list(Batches(IMAGES, LABELS, 4, augment=darken, mean=[0.5] * 3))
    assert seen == [(torch.uint8, 4), (torch.uint8, 4), (torch.uint8, 2)]
    assert [tuple(x.shape) for x, _ in batches] == [(4, 3, 4, 2), (4, 3, 4, 2), (2, 3, 4, 2)]
    assert all((x == -0.5).all() for x, _ in batches)
    assert torch.equal(IMAGES, before)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"images": IMAGES.float()}, "uint8"),
        ({"images": IMAGES[0]}, r"\(N, C, H, W\)"),
        ({"labels": LABELS[:9]}, "10 images need as many labels"),
        ({"batch_size": 0}, "at least one image"),
        ({"mean": [0.5]}, "one number for each of 3 channels"),
        ({"std": [[1.0, 1.0, 1.0]]}, "one number for each of 3 channels"),
    ],
)
def test_what_cannot_be_right_is_refused(change, says):
    with pytest.raises(ValueError, match=says):
        Batches(**({"images": IMAGES, "labels": LABELS, "batch_size": 4} | change))
