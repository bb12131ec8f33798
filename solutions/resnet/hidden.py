"""What only the judge asks: coincidences of sizes, odd sizes, other stems and stages, odd loaders, strange files."""

import fractions
import io
import math
import pickle
from dataclasses import replace

import torch
from torch import nn

from autograder import Bound, Material, Training, check
from shared.data import cifar10
from shared.graded_run import changed, recipe_for, scores, trained_network


def attempted(attempt, *errors):
    """What came back, or the name of the error among these."""
    try:
        return attempt()
    except errors as error:
        return next(kind.__name__ for kind in errors if isinstance(error, kind))


def settle(draw, model):
    """The model in float64, all weights and statistics drawn; layers of one kind and shape have the same."""
    drawn = {}

    def like(tensor, kind):
        key = (kind, tuple(tensor.shape))
        if key not in drawn:
            turns = draw.uniform(0, 1, 1) if not drawn else drawn[None]
            drawn.setdefault(None, turns)
            k = torch.arange(1, tensor.numel() + 1, dtype=torch.float64) + 31 * sum(map(ord, kind))
            drawn[key] = torch.sin(turns * 100 + k * k).view(tensor.shape)
        return drawn[key]

    model.double()
    with torch.no_grad():
        for layer in model.modules():
            kind = type(layer).__name__
            if kind.startswith("BatchNorm"):
                layer.weight.copy_(1.1 + like(layer.weight, "scale"))
                layer.bias.copy_(like(layer.bias, "shift"))
                layer.running_mean.copy_(like(layer.running_mean, "mean"))
                layer.running_var.copy_(1.2 + like(layer.running_var, "var"))
            elif kind in ("Conv2d", "Linear"):
                layer.weight.copy_(like(layer.weight, kind) * (3 / layer.weight[0].numel()) ** 0.5)
                if layer.bias is not None:
                    layer.bias.copy_(like(layer.bias, "bias"))
    return model


def passed(draw, model, x):
    """Output, gradient of the input and of all weights (added up by shape), statistics, and the input afterwards."""
    x.requires_grad_()
    y = model(x)
    y.backward(draw.normal(*y.shape))
    gradients = {}
    for p in model.parameters():
        key = tuple(p.shape)
        gradients[key] = gradients.get(key, 0) + p.grad
    trained = {
        "output": y,
        "gradient of the input": x.grad,
        "gradients by shape": dict(sorted(gradients.items())),
    }
    model.eval()
    return trained | {"output in eval mode": model(x), "input afterwards": x}


class Spy(nn.Module):
    """A classifier in float64 with a frozen batch norm inside; keeps what it is called with."""

    def __init__(self, draw, features=3, classes=4):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(features, 5), nn.BatchNorm1d(5), nn.ReLU())
        self.head = nn.Linear(5, classes)
        self.calls = []
        settle(draw, self)

    def forward(self, x):
        """Scores; mode, grad mode and first weights are noted."""
        modes = [module.training for module in self.modules()]
        self.calls.append((len(x), modes, torch.is_grad_enabled(), self.head.weight.detach().clone()))
        return self.head(self.body(x))


class Deck:
    """A loader that is no list: it can only be iterated and measured, and counts how often it was."""

    def __init__(self, draw, sizes, features=3, classes=4):
        self.batches = [(draw.normal(n, features), draw.integers(0, classes, n)) for n in sizes]
        self.rounds = 0

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        self.rounds += 1
        return iter(self.batches)


SMOOTHED = nn.CrossEntropyLoss(label_smoothing=0.3)


@check("CIFARDataset", points=1)
def dataset_ends_where_it_ends(impl, draw):
    """Three images of 3 × 3 with labels of bytes: what a loop and a loader get; the images stay bytes."""
    images = draw.integers(0, 256, 3, 3, 3, 3).to(torch.uint8)
    dataset = impl.CIFARDataset(images, draw.integers(0, 200, 3).to(torch.uint8))
    x, y = next(iter(torch.utils.data.DataLoader(dataset, 3)))
    return {
        "labels of a loop": [label for _, label in dataset],
        "beyond the end": attempted(lambda: dataset[3], IndexError),
        "batch": x,
        "labels of the batch": y,
        "images afterwards": images,
    }


@check("CIFARDataset", points=1)
def transform_may_return_anything(impl, draw):
    """A transform that makes three numbers of an image."""
    images = draw.integers(0, 256, 4, 3, 2, 3).to(torch.uint8)
    dataset = impl.CIFARDataset(images, draw.integers(0, 10, 4), lambda image: image.amax((1, 2)))
    return {"what comes back": [dataset[i] for i in range(4)]}


@check("channel_stats", points=1)
def statistics_of_few_pixels(impl, draw):
    """One image of two pixels, three images of 3 × 3, and images of one brightness each."""
    flat = draw.integers(0, 256, 5, 3, 1, 1).to(torch.uint8).expand(5, 3, 2, 2)
    return {
        "two pixels": impl.channel_stats(draw.integers(0, 256, 1, 3, 1, 2).to(torch.uint8)),
        "3 × 3 × 3 × 3": impl.channel_stats(draw.integers(0, 256, 3, 3, 3, 3).to(torch.uint8)),
        "flat images": impl.channel_stats(flat),
    }


def tagged(n, channels, height, width):
    """Images that carry their number in the thousands and the place of each pixel in the rest."""
    place = torch.arange(channels * height * width, dtype=torch.float64).view(channels, height, width)
    return 1000 * torch.arange(n, dtype=torch.float64).view(-1, 1, 1, 1) + place


@check("random_crop", points=2)
def windows_fall_everywhere_alike(impl, draw):
    """20 000 images of 5 × 6, pad 2: how often each shift of rows and columns occurs, to one digit."""
    out = impl.random_crop(tagged(20_000, 1, 5, 6), 2, draw.generator())
    middle = (out[:, 0, 2, 3] % 1000).nan_to_num()
    rows, columns = middle // 6 - 2, middle % 6 - 3
    return {
        "rows": [round(float((rows == k).double().mean()), 1) for k in range(-2, 3)],
        "columns": [round(float((columns == k).double().mean()), 1) for k in range(-2, 3)],
        "same shift of both": round(float((rows == columns).double().mean()), 1),
        "same shift as the image before": round(float((rows[1:] == rows[:-1]).double().mean()), 1),
    }


@check("random_crop", points=1)
def crops_come_from_the_generator(impl, draw):
    """The same seed twice, the same generator twice, and torch's global generator, which is not touched."""
    x, seed = tagged(4000, 3, 3, 3), draw.seed()
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed + 1)
    first, second = (impl.random_crop(x, 1, generator) for _ in range(2))
    again = impl.random_crop(x, 1, torch.Generator().manual_seed(seed + 1))
    return {
        "pixels that differ under the same seed": int((first != again).sum()),
        "images the same in the next call, rounded": round(
            float((first == second).all(3).all(2).all(1).double().mean()), 1
        ),
        "what the global generator gives next": torch.rand(2),
    }


@check("random_crop", points=1)
def pads_from_nothing_to_all(impl, draw):
    """Pad 0; pad 2 of images of 3 × 4, zeros and mirror: the images of the widest shifts; the input afterwards."""
    x = tagged(1500, 3, 3, 4)
    kept = impl.random_crop(x[:5], 0, draw.generator())
    seen = {"pad 0": kept}
    for mode in ("reflect", "constant"):
        pattern = impl.random_crop(x + 1, 2, draw.generator(), mode) % 1000
        seen[f"{mode}, what occurs"] = torch.unique(pattern.flatten(1), dim=0)
    return seen | {"input afterwards": x}


@check("random_flip", points=1)
def flips_come_from_the_generator(impl, draw):
    """The default p, the same seed twice, the same generator twice, and torch's global generator."""
    x, seed = tagged(3000, 2, 2, 2), draw.seed()
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed + 1)
    first, second = (impl.random_flip(x, generator) for _ in range(2))
    again = impl.random_flip(x, torch.Generator().manual_seed(seed + 1))
    mirrored, later = (out[:, 0, 0, 0] != x[:, 0, 0, 0] for out in (first, second))
    return {
        "mirrored": round(float(mirrored.double().mean()), 1),
        "like the image before": round(float((mirrored[1:] == mirrored[:-1]).double().mean()), 1),
        "like in the next call": round(float((mirrored == later).double().mean()), 1),
        "pixels that differ under the same seed": int((first != again).sum()),
        "what the global generator gives next": torch.rand(2),
    }


@check("random_flip", points=1)
def only_columns_change_places(impl, draw):
    """Three images of three channels and 3 × 3 pixels, and one image of one column; the input afterwards."""
    x = draw.normal(3, 3, 3, 3)
    return {
        "always": impl.random_flip(x, draw.generator(), 1.0),
        "one column": impl.random_flip(draw.normal(2, 3, 4, 1), draw.generator(), 1.0),
        "bytes": impl.random_flip(draw.integers(0, 256, 2, 3, 2, 4).to(torch.uint8), draw.generator(), 1.0),
        "input afterwards": x,
    }


@check("make_loaders", points=2)
def order_comes_from_the_generator(impl, draw):
    """Two pairs of loaders from one seed, one from another; a test set smaller than a batch, twice."""
    train_set = [(torch.zeros(1), k) for k in range(300)]
    test_set = [(draw.normal(2), k) for k in range(5)]
    seed = draw.seed()

    def orders(seed):
        train, test = impl.make_loaders(train_set, test_set, 50, torch.Generator().manual_seed(seed))
        return torch.stack([torch.cat([y for _, y in train]) for _ in range(2)]), test

    (first, test), (second, _), (other, _) = orders(seed), orders(seed), orders(seed + 1)
    return {
        "the same seed: places that differ": int((first != second).sum()),
        "another seed: places that agree, rounded": round(float((first == other).double().mean()), 1),
        "test batches": [list(test) for _ in range(2)],
        "length": len(test),
    }


@check("BasicBlock", points=2)
def block_sends_gradients_both_ways(impl, draw):
    """Odd sizes at stride 2, and as many images as channels, rows and columns: outputs and all gradients."""
    odd = settle(draw, impl.BasicBlock(3, 5, 2))
    even = settle(draw, impl.BasicBlock(4, 4))
    return {
        "7 × 5 pixels at stride 2": passed(draw, odd, draw.normal(3, 3, 7, 5)),
        "4 × 4 × 4 × 4": passed(draw, even, draw.normal(4, 4, 4, 4)),
    }


@check("BasicBlock", points=1)
def flags_of_a_block_are_its_own(impl, draw):
    """Blocks with other flags side by side; without batch norms and with weights of 0; a single pixel."""
    blocks = {
        f"skip={skip}, bn={bn}": settle(draw, impl.BasicBlock(2, 3, 2, skip, bn))
        for skip in (True, False)
        for bn in (True, False)
    }
    x = draw.normal(3, 2, 3, 3)
    silent = impl.BasicBlock(2, 2, bn=False).double()
    with torch.no_grad():
        for p in silent.parameters():
            p.zero_()
    return {
        **{name: block(x) for name, block in blocks.items()},
        **{
            f"parameters, {name}": sum(p.numel() for p in block.parameters())
            for name, block in blocks.items()
        },
        "silent, without batch norms": silent(x),
        "one pixel": settle(draw, impl.BasicBlock(2, 2)).eval()(draw.normal(1, 2, 1, 1)),
    }


@check("Bottleneck", points=2)
def bottleneck_sends_gradients_both_ways(impl, draw):
    """Odd sizes at stride 2, c_in = c_mid, and a block whose body is 0: outputs and all gradients."""
    silent = settle(draw, impl.Bottleneck(8, 2))
    with torch.no_grad():
        for layer in silent.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.weight.zero_()
                layer.bias.zero_()
    return {
        "7 × 5 pixels at stride 2": passed(
            draw, settle(draw, impl.Bottleneck(3, 2, 2)), draw.normal(3, 3, 7, 5)
        ),
        "c_in = c_mid": passed(draw, settle(draw, impl.Bottleneck(2, 2)), draw.normal(2, 2, 4, 3)),
        "silent": silent(draw.normal(2, 8, 3, 3)),
    }


@check("ResNetCIFAR", points=2, after=block_sends_gradients_both_ways)
def network_takes_images_of_any_size(impl, draw):
    """40 × 40 pixels, 32 × 32 and 9 × 7, through stems of 3, of 4 with stride 2, and of 5: scores."""
    seen = {}
    for size, stem in (((40, 40), (3, 1)), ((32, 32), (4, 2)), ((9, 7), (5, 1))):
        model = settle(draw, impl.ResNetCIFAR(1, (4, 5, 6), 3, *stem))
        seen[f"{size}, stem {stem}"] = model.eval()(draw.normal(2, 3, *size))
    return seen


@check("ResNetCIFAR", points=2, after=block_sends_gradients_both_ways)
def network_sends_gradients_to_its_input(impl, draw):
    """One stage, two of equal width, and four; one to three blocks each: outputs and all gradients."""
    seen = {}
    for n, widths in ((2, (5,)), (1, (4, 4)), (3, (3, 4)), (1, (3, 4, 3, 2))):
        model = settle(draw, impl.ResNetCIFAR(n, widths, classes=4))
        seen[f"n = {n}, widths {widths}"] = passed(draw, model, draw.normal(2, 3, 9, 8))
    return seen


@check("ResNetCIFAR", points=1, seeds=1)
def resnet18_has_eleven_million(impl, draw):
    """Four stages of the widths 64 to 512 with two blocks each."""
    model = impl.ResNetCIFAR(2, (64, 128, 256, 512))
    return {"parameters": sum(p.numel() for p in model.parameters()), "draw": int(draw.integers(0, 9, 1))}


@check("resnet50_param_count", points=1)
def count_is_an_integer(impl, draw):
    """The count is an int."""
    return {"parameters": impl.resnet50_param_count(), "type": type(impl.resnet50_param_count()).__name__}


def magnitude(number):
    """The decimal logarithm of a number that may be 0."""
    return math.log10(max(number, 1e-300))


PROFILE = "40 seeds at 38 layers, at least 4.5 deviations: "
BETWEEN = "Two of your four curves are alike: do both flags reach the network?"
DEEP = {
    "skip and bn, first": Bound(low=0.75, high=1.4, reason=PROFILE + "1.06 ± 0.04", hint=BETWEEN),
    "skip and bn, first to last": Bound(low=0.75, high=1.4, reason=PROFILE + "1.06 ± 0.04", hint=BETWEEN),
    "bn only, first": Bound(low=1.9, high=2.6, reason=PROFILE + "2.24 ± 0.06", hint=BETWEEN),
    "bn only, first to last": Bound(low=1.7, high=2.9, reason=PROFILE + "2.30 ± 0.10", hint=BETWEEN),
    "bn only, into the second stage": Bound(
        low=-0.26,
        high=-0.07,
        reason=PROFILE + "-0.154 ± 0.018; second convolutions have 0.00 ± 0.01 (12 seeds)",
        hint="Are these the gradients of the first convolution of each block?",
    ),
    "skip only, first": Bound(low=-3.0, high=-0.9, reason=PROFILE + "-1.93 ± 0.17", hint=BETWEEN),
    "skip only, first to last": Bound(low=-1.9, high=0.2, reason=PROFILE + "-0.86 ± 0.17", hint=BETWEEN),
    "neither, first": Bound(low=-16.5, high=-13.5, reason=PROFILE + "-15.04 ± 0.25", hint=BETWEEN),
}
CORNERS = {
    "skip and bn": (True, True),
    "bn only": (False, True),
    "skip only": (True, False),
    "neither": (False, False),
}


@check("grad_norm_profile", points=1, seeds=1, after=network_sends_gradients_to_its_input, bounds=DEEP)
def depth_makes_the_difference(impl, draw):
    """38 layers: the first norm and its ratio to the last (decimal logarithms), for skip × bn."""
    seen = {}
    for name, (skip, bn) in CORNERS.items():
        norms = impl.grad_norm_profile(skip, bn, 38, draw.seed())
        seen |= {f"{name}, number": len(norms), f"{name}, first": magnitude(norms[0])}
        if name != "neither":
            seen[f"{name}, first to last"] = magnitude(norms[0]) - magnitude(norms[-1])
        if name == "bn only":
            seen[f"{name}, into the second stage"] = magnitude(norms[6]) - magnitude(norms[5])
    return seen


@check("grad_norm_profile", points=1)
def profile_comes_from_its_seed(impl, draw):
    """The same seed twice, another seed, impossible depths, types, and torch's global generator."""
    seed = draw.seed()
    torch.manual_seed(seed)
    first, again, other = (impl.grad_norm_profile(True, True, 8, s) for s in (seed, seed, seed + 1))
    return {
        "largest difference under the same seed": max(abs(a - b) for a, b in zip(first, again, strict=True)),
        "equal norms under another seed": sum(a == b for a, b in zip(first, other, strict=True)),
        "number and types": [type(norm).__name__ for norm in first],
        "what the global generator gives next": torch.rand(2),
        **{
            f"{depth} layers": attempted(
                lambda d=depth: impl.grad_norm_profile(True, True, d, seed), ValueError
            )
            for depth in (2, 10, 21)
        },
    }


@check("train_one_epoch", points=2)
def epoch_starts_from_a_clean_slate(impl, draw):
    """A model in eval mode with gradients left over, another loss, a loader that is no list, single samples."""
    model, deck = Spy(draw), Deck(draw, (3, 2, 2, 4))
    for p in model.parameters():
        p.grad = torch.full_like(p, 10.0)
    model.eval()
    opt = torch.optim.SGD(model.parameters(), lr=0.5)
    result = impl.train_one_epoch(model, deck, SMOOTHED, opt, torch.device("cpu"), None)
    plain = nn.Linear(3, 4).double()
    settle(draw, plain)
    single = Deck(draw, (1, 1, 3))
    return {
        "result": list(result),
        "weights": [weights for *_, weights in model.calls],
        "modes": [modes for _, modes, *_ in model.calls],
        "gradients enabled": [enabled for _, _, enabled, _ in model.calls],
        "state": dict(model.state_dict()),
        "modes afterwards": [module.training for module in model.modules()],
        "rounds of the loader": deck.rounds,
        "single samples": list(
            impl.train_one_epoch(plain, single, SMOOTHED, torch.optim.SGD(plain.parameters(), lr=0.1), "cpu")
        ),
    }


@check("train_one_epoch", points=1)
def schedule_of_its_own_kind(impl, draw):
    """A scheduler that is an object with `step()`: how many steps the optimizer had made at each of its own."""

    class Bell:
        def __init__(self):
            self.rings = []

        def step(self):
            self.rings.append(len(made))

    made, bell = [], Bell()
    model = Spy(draw)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    opt.register_step_post_hook(lambda *args: made.append(1))
    impl.train_one_epoch(model, Deck(draw, (2, 3, 2)), SMOOTHED, opt, "cpu", bell)
    return {"steps made at each ring": bell.rings, "steps": len(made), "weights": model.head.weight}


@check("evaluate", points=2)
def test_leaves_nothing_behind(impl, draw):
    """Mixed modes, gradients left over, another loss, a loader that is no list: result, notes, the model after."""
    model, deck = Spy(draw), Deck(draw, (1, 4, 3))
    model.body[1].eval()
    for k, p in enumerate(model.parameters()):
        p.grad = torch.full_like(p, float(k))
    result = impl.evaluate(model, deck, SMOOTHED, torch.device("cpu"))
    return {
        "result": list(result),
        "samples": [n for n, *_ in model.calls],
        "modes": [modes for _, modes, *_ in model.calls],
        "gradients enabled": [enabled for _, _, enabled, _ in model.calls],
        "gradients enabled afterwards": torch.is_grad_enabled(),
        "modes afterwards": [module.training for module in model.modules()],
        "state": dict(model.state_dict()),
        "gradients": [p.grad for p in model.parameters()],
        "rounds of the loader": deck.rounds,
    }


@check("evaluate", points=1)
def accuracy_of_few_and_many(impl, draw):
    """A model of a single linear layer, 1 to 40 samples: loss and accuracy."""
    model = settle(draw, nn.Sequential(nn.Linear(3, 4)))
    seen = {}
    for sizes in ((1,), (7, 1), (16, 16, 8)):
        seen[f"{sizes}"] = list(impl.evaluate(model, Deck(draw, sizes), nn.CrossEntropyLoss(), "cpu"))
    return seen


@check("fit", points=2, after=epoch_starts_from_a_clean_slate)
def schedule_spans_all_epochs(impl, draw):
    """One step in all, two epochs of three steps, and seven epochs of one: the weights at every training batch."""
    seen = {}
    for epochs, sizes in ((1, (4,)), (2, (3, 4, 2)), (7, (5,))):
        model = Spy(draw)
        history = impl.fit(model, Deck(draw, sizes), Deck(draw, (3,)), epochs, 0.5, torch.device("cpu"))
        trained = [weights for _, modes, _, weights in model.calls if modes[0]]
        seen[f"{epochs} × {len(sizes)}"] = {
            "weights": trained,
            "at the end": model.head.weight,
            "lr": history["lr"],
        }
    return seen


@check("fit", points=2, after=test_leaves_nothing_behind)
def test_set_teaches_nothing(impl, draw):
    """Test images far from the training images: history, what the model saw in which mode, statistics, and rounds."""
    model, train, test = Spy(draw), Deck(draw, (4, 3)), Deck(draw, (2, 3, 1))
    test.batches = [(x + 5, y) for x, y in test.batches]
    for p in model.parameters():
        p.grad = torch.full_like(p, 3.0)
    history = impl.fit(model, train, test, 3, 0.2, "cpu")
    return {
        "history": dict(history),
        "samples and modes": [[n, *modes] for n, modes, *_ in model.calls],
        "gradients enabled": [enabled for _, _, enabled, _ in model.calls],
        "state": dict(model.state_dict()),
        "rounds": [train.rounds, test.rounds],
        "types": sorted({type(number).__name__ for numbers in history.values() for number in numbers}),
    }


def trained(draw, schedule=True):
    """A spy, its optimizer and its schedule after two steps."""
    model = Spy(draw)
    opt = torch.optim.SGD(model.parameters(), lr=0.2, momentum=0.5)
    rates = torch.optim.lr_scheduler.LambdaLR(opt, lambda k: 1 / (1 + k)) if schedule else None
    go_on(model, opt, rates, Deck(draw, (3, 4)))
    return model, opt, rates


def go_on(model, opt, rates, deck):
    """A step for each batch; the weights after them."""
    seen = []
    for x, y in deck:
        opt.zero_grad()
        SMOOTHED(model(x), y).backward()
        opt.step()
        if rates is not None:
            rates.step()
        seen.append(model.head.weight.detach().clone())
    return seen


@check("save_checkpoint", points=1)
def checkpoints_of_other_makes(impl, draw):
    """Without a scheduler; of a new model with Adam, at epoch 0; the model goes on undisturbed."""
    seen = {}
    model, opt, _ = trained(draw, schedule=False)
    fresh = nn.Linear(2, 3).double()
    settle(draw, fresh)
    for name, parts in {
        "without a scheduler": (model, opt, None, int(draw.integers(1, 90, 1))),
        "new": (fresh, torch.optim.Adam(fresh.parameters()), None, 0),
    }.items():
        file = io.BytesIO()
        impl.save_checkpoint(file, *parts)
        file.seek(0)
        found = attempted(lambda file=file: torch.load(file, weights_only=True), pickle.UnpicklingError)
        seen[name] = (
            {k: dict(v) if isinstance(v, dict) else v for k, v in found.items()}
            if type(found) is dict
            else found
        )
    return seen | {"next weights": go_on(model, opt, None, Deck(draw, (3,)))}


def written(**parts):
    """A checkpoint in memory."""
    file = io.BytesIO()
    torch.save(parts, file)
    file.seek(0)
    return file


@check("load_checkpoint", points=2)
def only_what_is_asked_for_is_loaded(impl, draw):
    """The model alone; model and optimizer; a model that does not fit; and a file with an object in it."""
    model, opt, rates = trained(draw)
    states = {"model": model.state_dict(), "optimizer": opt.state_dict(), "scheduler": rates.state_dict()}
    seen = {}
    for name in ("the model alone", "model and optimizer"):
        new, new_opt, new_rates = trained(draw)
        parts = (new,) if name == "the model alone" else (new, new_opt)
        epoch = impl.load_checkpoint(written(**states, epoch=int(draw.integers(0, 99, 1))), *parts)
        deck = Deck(draw, (4, 3))
        seen[name] = {
            "epoch": epoch,
            "type": type(epoch).__name__,
            "next weights": go_on(new, new_opt, new_rates, deck),
        }
    other = nn.Linear(3, 4)
    partial = {k: v for k, v in model.state_dict().items() if "running" not in k}
    stranger = written(model=model.state_dict(), optimizer={}, scheduler=None, epoch=fractions.Fraction(7, 2))
    return seen | {
        "another model": attempted(
            lambda: impl.load_checkpoint(written(**states, epoch=1), other), RuntimeError
        ),
        "entries missing": attempted(
            lambda: impl.load_checkpoint(
                written(model=partial, optimizer={}, scheduler=None, epoch=1), model
            ),
            RuntimeError,
        ),
        "a stranger's object": attempted(
            lambda: impl.load_checkpoint(stranger, model), pickle.UnpicklingError
        ),
    }


@check(
    "overfit_one_batch",
    points=1,
    bounds={
        "loss returned less that of the model": Bound(
            low=-1e-6,
            high=1e-6,
            reason="the same number up to rounding",
            hint="Which loss is asked for, and when?",
        ),
        "loss after 30 steps over loss before": Bound(
            high=0.9,
            reason="20 seeds, three optimizers: at most 0.51",
            hint="Does every step use the gradient of this batch alone?",
        ),
    },
)
def loss_returned_is_that_of_the_model(impl, draw):
    """A model in eval mode with gradients left over, 30 steps: the loss returned is that after the last step."""
    torch.manual_seed(draw.seed())
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(12, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 3)
    ).double()
    x, y = draw.normal(9, 3, 2, 2), draw.integers(0, 3, 9)
    before = nn.functional.cross_entropy(model(x), y).detach()
    for p in model.parameters():
        p.grad = torch.full_like(p, 1e3)
    loss = impl.overfit_one_batch(model.eval(), (x, y), steps=30)
    modes = [module.training for module in model.modules()]
    after = nn.functional.cross_entropy(model.train()(x), y).detach()
    return {
        "loss returned less that of the model": float(loss - after),
        "loss after 30 steps over loss before": float(after / before),
        "modes": modes,
    }


LOT_IMAGES = 10_000


def labels_by_lot(draw, device):
    """Images with labels that mean nothing, and others whose true classes are asked for."""
    images, _ = cifar10(train=True)
    asked, answers = cifar10(train=False)
    chosen = draw.permutation(len(images))[:LOT_IMAGES]
    inside = {"images": images[chosen], "labels": draw.integers(0, 10, LOT_IMAGES)}
    return Material({**inside, "asked": changed(asked, draw)}, {"answers": answers})


@check(
    "fit",
    points=2,
    seconds=60,
    trains=Training(labels_by_lot),
    measure=lambda values, outside: {
        "accuracy": (values["scores"].argmax(1) == outside["answers"]).double().mean().item()
    },
    bounds={
        "accuracy": Bound(
            "10 seeds: 0.102 ± 0.017, since a network prefers some classes; a classifier of 4 KB has more",
            high=0.20,
            hint="Labels drawn by lot teach nothing, and yet the network knows true ones: from where?",
        )
    },
)
def nothing_is_learnt_from_labels_by_lot(impl, draw, run):
    """Trained on labels that mean nothing, the network knows nothing."""
    recipe = replace(recipe_for("cpu"), epochs=1)
    model = trained_network(impl, draw, run, recipe, run.material["images"], run.material["labels"])
    return {"scores": scores(model, run.material["asked"], run.device)}
