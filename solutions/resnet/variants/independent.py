"""Everything anew: indices instead of windows, a histogram, layers registered backwards, loops made of each other."""

import math

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.optim.lr_scheduler import OneCycleLR, PolynomialLR
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, SequentialSampler


class CIFARDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images, self.labels = images, labels
        self.transform = nn.Identity() if transform is None else transform
        self.shades = torch.arange(256, dtype=torch.float32) / 255

    def __len__(self):
        return self.labels.numel()

    def __getitem__(self, i):
        return self.transform(self.shades[self.images[i].long()]), self.labels[i].item()


def channel_stats(images):
    counts = torch.stack([torch.bincount(c.flatten(), minlength=256) for c in images.unbind(1)])
    share = counts.double() / counts.sum(1, keepdim=True)
    shade = torch.arange(256, dtype=torch.float64, device=images.device) / 255
    mean = share @ shade
    variance = (share * (shade - mean[:, None]) ** 2).sum(1)
    return mean.float(), variance.sqrt().float()


def random_crop(x, pad, generator, mode="reflect"):
    side = 2 * pad + 1
    place = torch.randint(side * side, (len(x),), generator=generator, device=generator.device).to(x.device)

    def source(start, size):
        """Where each row (or column) of a window comes from, mirrored, and whether that is inside the image."""
        wanted = start[:, None] - pad + torch.arange(size, device=x.device)
        mirrored = (size - 1) - ((size - 1) - wanted.abs()).abs()
        return mirrored, (wanted >= 0) & (wanted < size)

    rows, row_inside = source(place // side, x.shape[2])
    columns, column_inside = source(place % side, x.shape[3])
    out = x.gather(2, rows[:, None, :, None].expand(x.shape)).gather(
        3, columns[:, None, None].expand(x.shape)
    )
    if mode == "constant":
        out = out.masked_fill(~(row_inside[:, None, :, None] & column_inside[:, None, None]), 0)
    return out


def random_flip(x, generator, p=0.5):
    choice = torch.empty(len(x), device=generator.device).bernoulli_(p, generator=generator)
    both = torch.stack((x, x.flip(3)))
    return both[choice.long().to(x.device), torch.arange(len(x), device=x.device)]


def make_loaders(train_set, test_set, batch_size, generator):
    samplers = RandomSampler(train_set, generator=generator), SequentialSampler(test_set)
    train, test = (BatchSampler(sampler, batch_size, drop_last=False) for sampler in samplers)
    return DataLoader(train_set, batch_sampler=train), DataLoader(test_set, batch_sampler=test)


class Residual(nn.Module):
    """A block whose layers are listed as (channels in, channels out, kernel, stride), registered from its end on."""

    def __init__(self, body, c_in, c_out, stride, skip, bn):
        super().__init__()
        self.depth, self.skip = len(body), skip
        projected = skip and (stride != 1 or c_in != c_out)
        self.around = self.layer(c_in, c_out, 1, stride, bn) if projected else None
        for k, layer in reversed(list(enumerate(body))):
            self.add_module(f"layer{k}", self.layer(*layer, bn))

    @staticmethod
    def layer(c_in, c_out, kernel, stride, bn):
        layer = nn.Module()
        layer.norm = nn.BatchNorm2d(c_out) if bn else None
        layer.conv = nn.Conv2d(c_in, c_out, kernel, stride, padding=kernel // 2, bias=False)
        return layer

    @staticmethod
    def through(layer, x):
        x = layer.conv(x)
        return x if layer.norm is None else layer.norm(x)

    def forward(self, x):
        y = x
        for k in range(self.depth):
            y = self.through(getattr(self, f"layer{k}"), y.relu() if k else y)
        if self.skip:
            y = y + (x if self.around is None else self.through(self.around, x))
        return y.relu()


class BasicBlock(Residual):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        body = (c_in, c_out, 3, stride), (c_out, c_out, 3, 1)
        super().__init__(body, c_in, c_out, stride, skip, bn)


class Bottleneck(Residual):
    def __init__(self, c_in, c_mid, stride=1):
        body = (c_in, c_mid, 1, 1), (c_mid, c_mid, 3, stride), (c_mid, 4 * c_mid, 1, 1)
        super().__init__(body, c_in, 4 * c_mid, stride, skip=True, bn=True)


class ResNetCIFAR(nn.Module):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__()
        self.score = nn.Linear(widths[-1], classes)
        outs = [width for width in widths for _ in range(n)]
        ins = [widths[0], *outs[:-1]]
        strides = [2 if k and k % n == 0 else 1 for k in range(len(outs))]
        self.blocks = nn.ModuleList(
            BasicBlock(*sizes, skip, bn) for sizes in zip(ins, outs, strides, strict=True)
        )
        self.norm = nn.BatchNorm2d(widths[0]) if bn else nn.Identity()
        self.stem = nn.Conv2d(
            3, widths[0], stem_kernel, stem_stride, padding=(stem_kernel - 1) // 2, bias=False
        )

    def forward(self, x):
        x = self.norm(self.stem(x)).relu()
        for block in self.blocks:
            x = block(x)
        return self.score(x.flatten(2).mean(2))


def resnet50_param_count():
    weights, normed, before = 49 * 3 * 64, 64, 64
    for depth, c in zip((3, 4, 6, 3), (64, 128, 256, 512), strict=True):
        # c² counts 9 for the 3 × 3, 4 for the way up, and 4 for the way down of all blocks but the first.
        weights += (13 * depth + 4 * (depth - 1)) * c**2 + before * c + before * 4 * c
        normed += 6 * c * depth + 4 * c
        before = 4 * c
    return weights + 2 * normed + 1001 * 1000 + 1000 * (before - 1000)


def grad_norm_profile(skip, bn, depth, seed):
    n, rest = divmod(depth - 2, 6)
    if rest or n < 1:
        raise ValueError(f"{depth} is not 6 n + 2 with n of at least 1")
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        x, y = torch.randn(8, 3, 32, 32), torch.randint(10, (8,))
        model = ResNetCIFAR(n, skip=skip, bn=bn)
        weights = [block.layer0.conv.weight for block in model.blocks]
        gradients = torch.autograd.grad(cross_entropy(model(x), y), weights)
    return [g.square().sum().sqrt().item() for g in gradients]


def tally(model, loader, loss_fn, device, learn=None):
    """Mean loss and accuracy over the samples of a loader; `learn` is called with the loss of each batch."""
    sizes, losses, hits = [], [], []
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        out = model(x)
        loss = loss_fn(out, y)
        if learn:
            learn(loss)
        sizes.append(len(y))
        losses.append(loss.detach() * len(y))
        hits.append((out.detach().max(1).indices == y).sum())
    return tuple(torch.stack(parts).double().sum().item() / sum(sizes) for parts in (losses, hits))


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    parameters = [p for group in opt.param_groups for p in group["params"] if p.requires_grad]

    def learn(loss):
        gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
        for p, gradient in zip(parameters, gradients, strict=True):
            p.grad = gradient
        opt.step()
        if scheduler is not None:
            scheduler.step()

    model.train()
    return tally(model, loader, loss_fn, device, learn)


def evaluate(model, loader, loss_fn, device):
    trained = [module for module in model.modules() if module.training]
    model.eval()
    try:
        with torch.inference_mode():
            return tally(model, loader, loss_fn, device)
    finally:
        for module in trained:
            module.training = True


def triangle(opt, lr, steps):
    """The learning rates of the recipe by PyTorch's own schedules: linear from lr / W to lr to lr / (T − W + 1)."""
    warm = math.ceil(steps / 4)
    if warm == 1:
        return PolynomialLR(opt, total_iters=steps)
    return OneCycleLR(
        opt,
        max_lr=lr,
        total_steps=steps,
        pct_start=warm / steps,
        anneal_strategy="linear",
        cycle_momentum=False,
        div_factor=warm,
        final_div_factor=(steps - warm + 1) / warm,
    )


def fit(model, train_loader, test_loader, epochs, lr, device):
    kind = torch.device(device).type
    model.to(device, memory_format=torch.channels_last)
    opt = torch.optim.SGD(
        model.parameters(), lr, momentum=0.9, weight_decay=5e-4, nesterov=True, fused=kind == "cuda"
    )
    schedule = triangle(opt, lr, epochs * len(train_loader))
    rows = []
    for _ in range(epochs):
        first_rate = opt.param_groups[0]["lr"]
        # Without a cache, since weights that were cast before a step are old after it.
        with torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda", cache_enabled=False):
            smoothed = nn.CrossEntropyLoss(label_smoothing=0.1)
            trained = train_one_epoch(model, train_loader, smoothed, opt, device, schedule)
            tested = evaluate(model, test_loader, cross_entropy, device)
        rows.append((*trained, *tested, first_rate))
    names = "train_loss", "train_acc", "test_loss", "test_acc", "lr"
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    parts = {"model": model, "optimizer": optimizer, "scheduler": scheduler}
    states = {name: None if part is None else part.state_dict() for name, part in parts.items()}
    torch.save(states | {"epoch": epoch}, path)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    stored = torch.load(path, map_location=lambda storage, place: storage, weights_only=True)
    for name, part in {"model": model, "optimizer": optimizer, "scheduler": scheduler}.items():
        if part is not None:
            part.load_state_dict(stored[name])
    return stored["epoch"]


def overfit_one_batch(model, batch, steps=200):
    x, y = batch
    model.train()
    opt = torch.optim.AdamW(model.parameters(), lr=1e-2)

    def loss_now():
        opt.zero_grad()
        loss = cross_entropy(model(x), y)
        loss.backward()
        return loss.item()

    for _ in range(steps):
        opt.step(loss_now)
    with torch.no_grad():
        return cross_entropy(model(x), y).item()
