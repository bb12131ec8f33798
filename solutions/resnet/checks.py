"""The checks students have.

But for the training runs at the end, no check looks at CIFAR-10: images are drawn, networks are narrow, models of the
training loops are witnesses that write down what is done to them. Weights are set by a rule that needs no names
(layers of one kind and shape get the same numbers), so you may build and name your blocks as you like.
"""

import io
import math
import pickle

import torch
from torch import nn

from autograder import Bound, Material, Rule, Training, check
from shared.data import cifar10
from shared.graded_run import (
    DEEP,
    DEEP_ASKED,
    DEEP_IMAGES,
    changed,
    divided,
    recipe_for,
    scores,
    trained_network,
)

WHOLE_BATCH = Rule(
    because="No loop and no comprehension in here, not even over the axes: all images are changed by one index.",
    loops=True,
)
OWN_NETWORK = Rule(
    because="Here you write the network yourself, so a ready-made one cannot do it for you.",
    names=("torchvision.*", "torch.hub.*", "timm.*"),
)
RULES = {
    "random_crop": WHOLE_BATCH,
    "random_flip": WHOLE_BATCH,
    "BasicBlock": OWN_NETWORK,
    "Bottleneck": OWN_NETWORK,
    "ResNetCIFAR": OWN_NETWORK,
    "resnet50_param_count": OWN_NETWORK,
}


def pictures(draw, *shape):
    """Images of bytes."""
    return draw.integers(0, 256, *shape).to(torch.uint8)


def numbered(n, height, width):
    """Images (n, 2, height, width) whose pixels all differ: 1000 · image + 100 · channel + 10 · row + column."""
    sizes = (1000, n), (100, 2), (10, height), (1, width)
    axes = [step * torch.arange(size, dtype=torch.float64) for step, size in sizes]
    image, channel, row, column = torch.meshgrid(*axes, indexing="ij")
    return image + channel + row + column


def without_number(out):
    """Numbered images with what tells one image from the next taken off."""
    return out - 1000 * torch.arange(len(out)).view(-1, 1, 1, 1)


def places(out, pad):
    """Where each window was cut, told by the pixel in its middle: rows and columns, both from 0 to 2 pad."""
    height, width = out.shape[2:]
    middle = without_number(out)[:, 0, height // 2, width // 2]
    top, left = middle // 10 - height // 2 + pad, middle % 10 - width // 2 + pad
    return top.long().clamp(0, 2 * pad), left.long().clamp(0, 2 * pad)


def windows(out, pad):
    """What is seen through the window at each place, (2 pad + 1, 2 pad + 1, C, H, W); zeros where none was cut."""
    top, left = places(out, pad)
    table = out.new_zeros(2 * pad + 1, 2 * pad + 1, *out.shape[1:])
    counts = out.new_zeros(2 * pad + 1, 2 * pad + 1)
    table.index_put_((top, left), without_number(out), accumulate=True)
    counts.index_put_((top, left), torch.ones(len(out), dtype=out.dtype), accumulate=True)
    return table / counts.clamp(min=1)[..., None, None, None]


def set_weights(draw, model):
    """The model in float64; layers of one kind and shape get the same numbers, cut out of one drawn pool."""
    pool = draw.normal(997)

    def numbers(shape, salt=0):
        start = 13 * sum(shape) + 101 * salt
        return pool[(torch.arange(math.prod(shape)) + start) % len(pool)].view(shape)

    model.double()
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, nn.BatchNorm2d):
                size = (layer.num_features,)
                layer.weight.copy_(1 + 0.5 * torch.tanh(numbers(size, 1)))
                layer.bias.copy_(0.3 * numbers(size, 2))
                layer.running_mean.copy_(0.3 * numbers(size, 3))
                layer.running_var.copy_(0.5 + numbers(size, 4) ** 2)
            elif isinstance(layer, nn.Conv2d | nn.Linear):
                fan_in = layer.weight[0].numel()
                layer.weight.copy_(numbers(tuple(layer.weight.shape)) * (2 / fan_in) ** 0.5)
                if layer.bias is not None:
                    layer.bias.copy_(numbers(tuple(layer.bias.shape), 5))
    return model


def shapes(model):
    """The shapes of all parameters, sorted, so that their order does not matter."""
    return sorted(tuple(p.shape) for p in model.parameters())


def both_modes(model, x):
    """What a model says in training mode, and after that, with other running statistics, in eval mode."""
    seen = {"in training mode": model.train()(x)}
    return seen | {"in eval mode": model.eval()(x)}


def switched_off(model):
    """The model with γ = β = 0 in every batch norm, so that no convolution behind which one stands has a say."""
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.weight.zero_()
                layer.bias.zero_()
    return model


class Witness(nn.Module):
    """A small classifier in float64 that writes down what it sees of every forward pass."""

    def __init__(self, draw, features=4, classes=3):
        super().__init__()
        self.norm = nn.BatchNorm1d(features)
        self.head = nn.Linear(features, classes)
        self.double()
        with torch.no_grad():
            self.head.weight.copy_(draw.normal(classes, features))
            self.head.bias.copy_(draw.normal(classes))
        self.seen = []

    def forward(self, x):
        """Scores, after a note on the circumstances."""
        note = {
            "samples": len(x),
            "modes": [module.training for module in self.modules()],
            "gradients": torch.is_grad_enabled(),
            "weights": self.head.weight.detach().clone(),
        }
        self.seen.append(note)
        return self.head(self.norm(x))

    def notes(self, what, training=None):
        """One entry of all notes, or of those in training or in eval mode."""
        return [note[what] for note in self.seen if training in (None, note["modes"][0])]


def batches(draw, sizes, features=4, classes=3):
    """A loader: a list of batches of these sizes."""
    return [(draw.normal(n, features, mean=0.5), draw.integers(0, classes, n)) for n in sizes]


def sgd(model, lr=0.3):
    """An optimizer, and a schedule that divides its learning rate by 2 in every step."""
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    return opt, torch.optim.lr_scheduler.LambdaLR(opt, lambda k: 0.5**k)


def steps(model, opt, schedule, loader):
    """Some right steps; the weights after each."""
    seen = []
    for x, y in loader:
        opt.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        opt.step()
        schedule.step()
        seen.append(model.head.weight.detach().clone())
    return seen


@check("CIFARDataset", points=1)
def pairs_are_an_image_and_a_number(impl, draw):
    """Seven images of 3 × 4 × 5 bytes: all pairs in order, images from 0 to 1 in float32, labels as ints."""
    images, labels = pictures(draw, 7, 3, 4, 5), draw.integers(0, 10, 7)
    dataset = impl.CIFARDataset(images, labels)
    pairs = [dataset[i] for i in range(7)]
    return {
        "images": [image for image, _ in pairs],
        "labels": [label for _, label in pairs],
        "type of a label": type(pairs[0][1]).__name__,
        "length": len(dataset),
    }


@check("CIFARDataset", points=1)
def transform_sees_every_image(impl, draw):
    """A transform gets the image from 0 to 1, and what it returns is what the pair holds, each time anew."""
    images, labels = pictures(draw, 3, 3, 4, 5), draw.integers(0, 10, 3)
    asked = []

    def darken(image):
        asked.append(image.clone())
        return image / (1 + len(asked))

    dataset = impl.CIFARDataset(images, labels, darken)
    pairs = [dataset[i] for i in (1, 1, 2)]
    return {"images": [image for image, _ in pairs], "what the transform was given": asked}


@check("channel_stats", points=1)
def colours_have_their_own_statistics(impl, draw):
    """Six images whose three colours differ in mean and spread."""
    scale = torch.tensor([40.0, 120.0, 250.0]).view(3, 1, 1)
    mean, std = impl.channel_stats((draw.uniform(0, 1, 6, 3, 4, 5) * scale).to(torch.uint8))
    return {"mean": mean, "std": std}


@check("random_crop", points=2)
def every_image_gets_a_window_of_its_own(impl, draw):
    """600 images of 5 × 7, pad 2: all 25 places of the window occur, and show what they should; mirrored borders."""
    out = impl.random_crop(numbered(600, 5, 7), 2, draw.generator())
    if out.shape != (600, 2, 5, 7):
        return {"shape": out.shape}
    top, left = places(out, 2)
    seen = {
        "shape": out.shape,
        "places that occur": len(set(zip(top.tolist(), left.tolist(), strict=True))),
        "rows and columns of them": [len(top.unique()), len(left.unique())],
    }
    return seen | ({"windows": windows(out, 2)} if seen["places that occur"] == 25 else {})


@check("random_crop", points=1)
def bytes_stay_bytes_between_zeros(impl, draw):
    """Images of ones, as bytes and as float32, pad 1 and zeros around them: which sums of a window's pixels occur."""
    ones = torch.ones(300, 1, 4, 6)
    seen = {}
    for dtype in (torch.uint8, torch.float32):
        out = impl.random_crop(ones.to(dtype), 1, draw.generator(), mode="constant")
        seen[f"{dtype}"] = {"dtype": out.dtype, "sums": sorted(set(out.double().sum((1, 2, 3)).tolist()))}
    return seen


@check("random_crop", points=1, vectorised=True)
def all_windows_are_cut_at_once(impl, draw):
    """The number of tensor operations does not grow with the batch."""
    return {f"{n} images": impl.random_crop(numbered(n, 5, 7), 1, draw.generator()).shape for n in (2, 64)}


@check("random_flip", points=1)
def some_images_are_mirrored(impl, draw):
    """4000 images of 3 × 5: the fifth that is mirrored, and the others, which stay as they are."""
    out = without_number(impl.random_flip(numbered(4000, 3, 5), draw.generator(), 0.2))
    first = out[:, 0, 0, 0]
    return {
        "mirrored": round(float((first == 4).double().mean()), 1),
        "kept": round(float((first == 0).double().mean()), 1),
        "a mirrored image": out[first == 4].mean(0),
        "an image that was kept": out[first == 0].mean(0),
    }


@check("random_flip", points=1)
def never_and_always(impl, draw):
    """With p = 0 nothing happens, with p = 1 all images are mirrored; of bytes and of float32."""
    x = pictures(draw, 4, 3, 2, 5)
    seen = {f"p = {p}": impl.random_flip(x, draw.generator(), p) for p in (0.0, 1.0)}
    return seen | {"float32": impl.random_flip(x.float(), draw.generator(), 1.0)}


def numbers_from(loader):
    """The samples of an epoch, whose labels are their numbers, and the sizes of the batches."""
    labels = [y for _, y in loader]
    return torch.cat(labels), [len(y) for y in labels]


def numbered_set(n):
    """A data set whose label i is i."""
    return [(torch.tensor([float(i)]), i) for i in range(n)]


@check("make_loaders", points=2)
def training_is_shuffled_and_testing_is_not(impl, draw):
    """500 samples to train on and 70 to test on, in batches of 64: what comes in two epochs, and in which order.

    How many of the 500 are where they were is chance, but for a shuffled set it is next to none of them.
    """
    train, test = impl.make_loaders(numbered_set(500), numbered_set(70), 64, draw.generator())
    epochs = [numbers_from(train) for _ in range(2)]
    (first, sizes), (second, _) = epochs
    in_place = torch.arange(len(first))
    return {
        "training samples, sorted": first.sort().values,
        "sizes of training batches": sizes,
        "fraction in its place, rounded": round(float((first == in_place).double().mean()), 1),
        "fraction as in the epoch before, rounded": round(float((first == second).double().mean()), 1)
        if len(first) == len(second)
        else "of other lengths",
        "test samples": numbers_from(test)[0],
        "sizes of test batches": numbers_from(test)[1],
    }


BLOCKS = {
    "shape kept": (4, 4, 1),
    "more channels": (4, 6, 1),
    "half the size": (4, 4, 2),
    "both": (4, 6, 2),
}


@check("BasicBlock", points=1)
def block_has_the_layers_it_needs(impl, draw):
    """Shapes of all parameters, where the shape is kept, where channels or size change, and without skip or bn."""
    seen = {name: shapes(impl.BasicBlock(*sizes)) for name, sizes in BLOCKS.items()}
    seen["both, skip=False"] = shapes(impl.BasicBlock(*BLOCKS["both"], skip=False))
    seen["both, bn=False"] = shapes(impl.BasicBlock(*BLOCKS["both"], bn=False))
    return seen


@check("BasicBlock", points=2)
def block_adds_what_it_computed_to_its_input(impl, draw):
    """Two images of 5 × 6 pixels through blocks with given weights, in both modes."""
    x = draw.normal(2, 4, 5, 6)
    seen = {}
    for name, sizes in BLOCKS.items():
        block = set_weights(draw, impl.BasicBlock(*sizes))
        seen |= {f"{name}, {mode}": y for mode, y in both_modes(block, x).items()}
    return seen


@check("BasicBlock", points=1)
def switched_off_block_lets_its_input_through(impl, draw):
    """With γ = β = 0 the body is 0, and what is left is relu(x); without skip it is 0."""
    x = draw.normal(2, 4, 5, 6)
    seen = {}
    for skip in (True, False):
        block = switched_off(set_weights(draw, impl.BasicBlock(4, 4, skip=skip)))
        seen[f"skip={skip}"] = block(x)
    return seen


@check("BasicBlock", points=1)
def block_without_skip_or_batch_norm(impl, draw):
    """What each flag changes in the output of a block, with the same weights."""
    x = draw.normal(2, 4, 5, 6)
    seen = {}
    for skip, bn in ((False, True), (True, False), (False, False)):
        for name in ("shape kept", "both"):
            block = set_weights(draw, impl.BasicBlock(*BLOCKS[name], skip=skip, bn=bn))
            seen[f"{name}, skip={skip}, bn={bn}"] = block(x)
    return seen


NARROW = {"shape kept": (12, 3, 1), "wider": (5, 3, 1), "half the size": (12, 3, 2)}


@check("Bottleneck", points=1)
def bottleneck_has_the_layers_it_needs(impl, draw):
    """Shapes of all parameters, with and without a projection, and their number in a block of ResNet-50."""
    seen = {name: shapes(impl.Bottleneck(*sizes)) for name, sizes in NARROW.items()}
    block = impl.Bottleneck(256, 64)
    return seen | {"256, 64": sum(p.numel() for p in block.parameters())}


@check("Bottleneck", points=2)
def bottleneck_is_narrow_in_the_middle(impl, draw):
    """Two images of 5 × 6 pixels through blocks with given weights, in both modes."""
    seen = {}
    for name, sizes in NARROW.items():
        block, x = set_weights(draw, impl.Bottleneck(*sizes)), draw.normal(2, sizes[0], 5, 6)
        seen |= {f"{name}, {mode}": y for mode, y in both_modes(block, x).items()}
    return seen


@check("ResNetCIFAR", points=1)
def networks_have_the_published_sizes(impl, draw):
    """Parameters for n = 1, 2 and 3, with other widths, classes and stem, without skips, and without batch norms."""

    def count(*args, **kwargs):
        return sum(p.numel() for p in impl.ResNetCIFAR(*args, **kwargs).parameters())

    a, b, c = (int(width) for width in draw.integers(4, 10, 3))
    return {
        **{f"n = {n}": count(n) for n in (1, 2, 3)},
        "other widths": count(2, (a, b, c), classes=7),
        "stem of 4 × 4": count(1, stem_kernel=4, stem_stride=2),
        "without skips": count(2, skip=False),
        "without batch norms": count(2, bn=False),
    }


@check("ResNetCIFAR", points=2, after=block_adds_what_it_computed_to_its_input)
def network_computes_the_same_scores(impl, draw):
    """Widths 4, 6 and 8, two blocks a stage, images of 12 × 16: the scores with given weights, in both modes."""
    model = set_weights(draw, impl.ResNetCIFAR(2, (4, 6, 8)))
    return both_modes(model, draw.normal(3, 3, 12, 16))


@check("ResNetCIFAR", points=1, after=block_without_skip_or_batch_norm)
def network_passes_its_flags_on(impl, draw):
    """The scores without skips, without batch norms, and without both."""
    x = draw.normal(2, 3, 8, 8)
    seen = {}
    for skip, bn in ((False, True), (True, False), (False, False)):
        model = set_weights(draw, impl.ResNetCIFAR(1, (4, 6), classes=5, skip=skip, bn=bn))
        seen[f"skip={skip}, bn={bn}"] = model(x)
    return seen


@check("resnet50_param_count", points=1)
def resnet50_has_25_million(impl, draw):
    """The number of parameters of ResNet-50."""
    return {"parameters": impl.resnet50_param_count()}


def order_of_magnitude(norm):
    """The decimal logarithm of a norm, which may be 0."""
    return math.log10(max(norm, 1e-300))


PROFILE = "40 seeds at 20 layers; each line is at least five deviations from their mean: "
FLAGS_HINT = "Do both flags reach the network? Is it the first convolution of each block, from the input on?"
FIRST_BLOCK = {
    "skip and bn": Bound(low=0.30, high=0.69, reason=PROFILE + "0.50 ± 0.02", hint=FLAGS_HINT),
    "bn only": Bound(low=0.70, high=1.05, reason=PROFILE + "0.88 ± 0.03", hint=FLAGS_HINT),
    "skip only": Bound(low=-3.1, high=-0.8, reason=PROFILE + "-1.91 ± 0.13", hint=FLAGS_HINT),
    "neither": Bound(low=-9.3, high=-6.3, reason=PROFILE + "-7.79 ± 0.27", hint=FLAGS_HINT),
}
FLAGS = {
    "skip and bn": (True, True),
    "bn only": (False, True),
    "skip only": (True, False),
    "neither": (False, False),
}


@check("grad_norm_profile", points=2, seeds=1, after=network_computes_the_same_scores, bounds=FIRST_BLOCK)
def shortcuts_bring_the_gradient_back(impl, draw):
    """20 layers: nine norms a network, and how large the first is (its decimal logarithm), for skip × bn."""
    seed = draw.seed()
    seen = {}
    for name, flags in FLAGS.items():
        norms = impl.grad_norm_profile(*flags, 20, seed)
        seen |= {f"number of norms, {name}": len(norms), name: order_of_magnitude(norms[0])}
    return seen


@check("train_one_epoch", points=2)
def every_batch_makes_a_step(impl, draw):
    """Batches of 4, 4 and 2 samples, old gradients left over: the weights when each batch comes, and at the end."""
    model, loader = Witness(draw), batches(draw, (4, 4, 2))
    opt, _ = sgd(model)
    model.head.weight.grad = draw.normal(3, 4)
    impl.train_one_epoch(model, loader, nn.CrossEntropyLoss(), opt, "cpu")
    return {
        "weights before each batch": model.notes("weights"),
        "weights at the end": model.head.weight,
        "in training mode": model.notes("modes"),
    }


@check("train_one_epoch", points=2)
def epoch_reports_means_over_samples(impl, draw):
    """Batches of 4, 4 and 2 samples: every sample counts alike in the mean loss and in the accuracy."""
    model, loader = Witness(draw), batches(draw, (4, 4, 2))
    opt, _ = sgd(model, lr=1.0)
    loss, accuracy = impl.train_one_epoch(model, loader, nn.CrossEntropyLoss(), opt, "cpu")
    return {"mean loss": loss, "accuracy": accuracy, "types": [type(loss).__name__, type(accuracy).__name__]}


@check("train_one_epoch", points=1)
def schedule_moves_after_every_step(impl, draw):
    """The learning rate of each of five steps, with a schedule that halves it, and the rate afterwards."""
    model, loader = Witness(draw), batches(draw, (3, 3, 2, 3, 2))
    opt, schedule = sgd(model)
    rates = []
    opt.register_step_pre_hook(lambda opt, args, kwargs: rates.append(opt.param_groups[0]["lr"]))
    impl.train_one_epoch(model, loader, nn.CrossEntropyLoss(), opt, "cpu", schedule)
    return {"rates": rates, "rate afterwards": opt.param_groups[0]["lr"]}


def sorted_by_class(draw):
    """A model that knows its classes by their mean, and batches that hold one class each, the last one smaller."""
    model = Witness(draw)
    centres = 3 * model.head.weight.detach()
    model.norm.running_mean.copy_(centres.mean(0))
    model.norm.running_var.fill_(4.0)
    loader = [(centres[k] + 0.3 * draw.normal(n, 4), torch.full((n,), k)) for k, n in enumerate((4, 4, 2))]
    return model, loader


@check("evaluate", points=2)
def test_reports_means_over_samples(impl, draw):
    """Batches of 4, 4 and 2 samples: every sample counts alike in the mean loss and in the accuracy."""
    model, loader = Witness(draw).eval(), batches(draw, (4, 4, 2))
    loss, accuracy = impl.evaluate(model, loader, nn.CrossEntropyLoss(), "cpu")
    return {"mean loss": loss, "accuracy": accuracy, "types": [type(loss).__name__, type(accuracy).__name__]}


@check("evaluate", points=2)
def test_does_not_depend_on_the_company(impl, draw):
    """Batches sorted by class, a model in training mode: what it says, in which mode, and its statistics after."""
    model, loader = sorted_by_class(draw)
    loss, accuracy = impl.evaluate(model, loader, nn.CrossEntropyLoss(), "cpu")
    return {
        "mean loss": loss,
        "accuracy": accuracy,
        "in training mode": model.notes("modes"),
        "gradients enabled": model.notes("gradients"),
        "state afterwards": dict(model.state_dict()),
    }


@check("evaluate", points=1)
def every_mode_is_put_back(impl, draw):
    """Modes of a model and its two layers, before and after: in training mode, in eval mode, and mixed."""
    loader = batches(draw, (3,))
    seen = {}
    for modes in ([True, True, True], [False, False, False], [True, False, True], [False, True, False]):
        model = Witness(draw)
        for module, mode in zip(model.modules(), modes, strict=True):
            module.training = mode
        impl.evaluate(model, loader, nn.CrossEntropyLoss(), "cpu")
        seen[f"from {modes}"] = [module.training for module in model.modules()]
    return seen


@check("fit", points=3, after=every_batch_makes_a_step)
def fit_follows_the_recipe(impl, draw):
    """Three epochs of batches of 4, 4 and 2 samples: the weights when each training batch comes, and at the end."""
    model, train, test = Witness(draw), batches(draw, (4, 4, 2)), batches(draw, (3, 2))
    impl.fit(model, train, test, 3, 0.3, "cpu")
    return {
        "weights before each training batch": model.notes("weights", training=True),
        "weights at the end": model.head.weight,
    }


@check("fit", points=2, after=epoch_reports_means_over_samples)
def fit_keeps_a_history(impl, draw):
    """Five lists with a number for each of three epochs; and what was seen in training and in eval mode."""
    model, train, test = Witness(draw), batches(draw, (4, 4, 2)), batches(draw, (3, 2))
    history = impl.fit(model, train, test, 3, 0.1, "cpu")
    return {
        "history": dict(history),
        "samples in training mode": model.notes("samples", training=True),
        "samples in eval mode": model.notes("samples", training=False),
    }


def stored(write):
    """What a checkpoint holds, read without trusting it."""
    file = io.BytesIO()
    write(file)
    file.seek(0)
    try:
        return torch.load(file, weights_only=True)
    except pickle.UnpicklingError:
        return {"the file": "cannot be read with weights_only=True"}


@check("save_checkpoint", points=2)
def checkpoint_holds_the_whole_state(impl, draw):
    """After three steps: model, optimizer and scheduler as their state dicts, and the number of epochs."""
    model = Witness(draw)
    opt, schedule = sgd(model)
    steps(model, opt, schedule, batches(draw, (4, 3, 4)))
    found = stored(lambda file: impl.save_checkpoint(file, model, opt, schedule, 7))
    return {name: dict(value) if isinstance(value, dict) else value for name, value in found.items()}


@check("load_checkpoint", points=2)
def training_goes_on_as_if_nothing_had_happened(impl, draw):
    """A new model with the state of one that made three steps: the epoch, and the weights in three more steps."""
    seed = draw.seed()
    models = [Witness(draw) for _ in range(2)]
    (old, *old_rest), (new, *new_rest) = ((model, *sgd(model)) for model in models)
    steps(old, *old_rest, batches(draw, (4, 3, 4)))
    file = io.BytesIO()
    states = [part.state_dict() for part in (old, *old_rest)]
    torch.save(
        dict(zip(("model", "optimizer", "scheduler", "epoch"), (*states, seed % 50), strict=True)), file
    )
    file.seek(0)
    return {
        "epoch": impl.load_checkpoint(file, new, *new_rest),
        "state": dict(new.state_dict()),
        "weights in the next steps": steps(new, *new_rest, batches(draw, (4, 3, 4))),
        "rate": new_rest[0].param_groups[0]["lr"],
    }


def little_network():
    """From images of 3 × 2 × 2 to scores of four classes, with a batch norm, in float64."""
    layers = nn.Flatten(), nn.Linear(12, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Linear(32, 4)
    return nn.Sequential(*layers).double()


@check(
    "overfit_one_batch",
    points=2,
    bounds={
        "loss returned": Bound(
            high=0.05, reason="20 seeds, three optimizers: at most 0.007", hint="Is a step made each time?"
        ),
        "loss of the model afterwards": Bound(
            high=0.05,
            reason="20 seeds, three optimizers: at most 0.007",
            hint="Is it this model that is trained?",
        ),
    },
)
def one_batch_is_learnt_by_heart(impl, draw):
    """Eight random images with random labels, 200 steps: the loss returned, and the one that the model has then."""
    torch.manual_seed(draw.seed())
    model = little_network()
    x, y = draw.normal(8, 3, 2, 2), draw.integers(0, 4, 8)
    loss = impl.overfit_one_batch(model, (x, y))
    training = model.training
    with torch.no_grad():
        after = nn.functional.cross_entropy(model.train()(x), y)
    return {
        "loss returned": loss,
        "loss of the model afterwards": after,
        "in training mode": training,
        "type": type(loss).__name__,
    }


# Training runs: `shared/graded_run.py` says what is trained and on what. They come last and take their time;
# `autograder check resnet --train` runs those of this file.


PARAMETERS = {"cpu": torch.tensor(78_378), "cuda": torch.tensor(11_173_962)}
"""Of the networks that are trained on either device."""


def new_split(draw, device):
    """All of CIFAR-10, divided anew and the classes renamed."""
    inside, answers = divided(draw)
    return Material(inside, {"answers": answers, "parameters": PARAMETERS[device]})


def usual_split(draw, device):
    """The usual test images, changed: a checkpoint knows the usual training images and class numbers."""
    images, answers = cifar10(train=False)
    inside = {"clean": images, "changed": changed(images, draw)}
    return Material(inside, {"answers": answers, "parameters": PARAMETERS[device]})


def right(scores, outside):
    """The share of images, the first ones of those there are labels for, that are named right."""
    return (scores.argmax(1) == outside["answers"][: len(scores)]).double().mean().item()


def found_out(values, outside):
    """What the judge, who has the labels, makes of three times ten thousand predictions."""
    kind = "cpu accuracy" if outside["parameters"] == PARAMETERS["cpu"] else "gpu accuracy"
    accuracy = right(values["changed"], outside)
    same = values["changed"].argmax(1) == values["changed, in another order"].argmax(1)
    return {
        "share of the parameters allowed": values["parameters"] / outside["parameters"].item(),
        "accuracy": accuracy,
        kind: accuracy,
        "gap to the images as they were": right(values["clean"], outside) - accuracy,
        "share that stays in another order": same.double().mean().item(),
    }


@check(
    "fit",
    points=28,
    after=fit_keeps_a_history,
    seconds=300,
    trains=Training(new_split, checkpoint=usual_split),
    measure=found_out,
    bounds={
        "share of the parameters allowed": Bound(
            "the recipe's network has all of them", high=1.02, hint="Train the network that was asked for."
        ),
        "share that stays in another order": Bound(
            "10 seeds: 1.0000; 0.93 where eval() is forgotten",
            low=0.995,
            hint="What the network says of an image must not depend on the other images of the batch, nor on chance.",
        ),
        "gap to the images as they were": Bound(
            "10 seeds: 0.010",
            high=0.04,
            hint="The network knows these very pictures, and not what is on them.",
        ),
        "accuracy": Bound(
            "a perceptron reaches 0.57; the band of course.yaml begins here",
            low=0.60,
            hint="Compare the curve with that of the handout. If the loss hardly falls, look at the order of "
            "zero_grad, backward and step, and at the learning rate of each step; if training goes well and this "
            "does not, look at the augmentation and at what is in eval mode.",
        ),
    },
)
def learns_to_tell_ten_classes(impl, draw, run):
    """A small residual network, trained from nothing by your loop on 50,000 images, names 10,000 others."""
    recipe, material = recipe_for(run.device.type), run.material
    if run.checkpoint:
        model = impl.ResNetCIFAR(**recipe.network)
        model.load_state_dict(run.state_dict())
    else:
        model = trained_network(impl, draw, run, recipe, material["images"], material["labels"])
    images = material["changed"]
    return {
        "changed": scores(model, images, run.device),
        "changed, in another order": scores(model, images.flip(0), run.device, batch_size=61).flip(0),
        "clean": scores(model, material["clean"], run.device),
        "parameters": sum(p.numel() for p in model.parameters()),
    }


@check(
    "ResNetCIFAR",
    points=10,
    after=networks_have_the_published_sizes,
    seconds=150,
    trains=Training(new_split, threads=1),
    measure=lambda values, outside: {"accuracy": right(values["scores"], outside)},
    bounds={
        "accuracy": Bound(
            "10 seeds: 0.423 ± 0.012, at least 0.412; without shortcuts 0.24 ± 0.03",
            low=0.35,
            hint="32 layers learn this much in 195 steps only where shortcuts carry the signal around them.",
        )
    },
)
def learns_though_it_is_deep(impl, draw, run):
    """32 layers, trained for 195 steps, name a third of the images that they never saw."""
    images, labels = (run.material[name][:DEEP_IMAGES] for name in ("images", "labels"))
    model = trained_network(impl, draw, run, DEEP, images, labels)
    return {"scores": scores(model, run.material["clean"][:DEEP_ASKED], run.device)}
