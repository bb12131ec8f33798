"""Exercises built on each other, layers by name, shortcuts registered first, and the learning rate set by hand."""

import itertools

import numpy as np


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        x = torch.from_numpy(np.float32(self.images[i].numpy()) / np.float32(255))
        return (self.transform or (lambda image: image))(x), self.labels[i].item()

    def __len__(self):
        return self.images.shape[0]


def channel_stats(images):
    levels = torch.linspace(0, 1, 256, dtype=torch.float64)
    shares = torch.stack([torch.bincount(images[:, c].flatten(), minlength=256) for c in range(3)]).double()
    shares /= shares.sum(1, keepdim=True)
    mean = shares @ levels
    return mean.float(), (shares * (levels - mean[:, None]) ** 2).sum(1).sqrt().float()


def random_crop(x, pad, generator, mode="reflect"):
    n, c, h, w = x.shape
    side = 2 * pad + 1
    place = torch.randint(side * side, (n, 1, 1, 1), generator=generator)
    rows = torch.arange(h).view(1, 1, h, 1) + place // side
    columns = torch.arange(w).view(1, 1, 1, w) + place % side
    padded = F.pad(x, (pad, pad, pad, pad), mode=mode)
    return padded[torch.arange(n).view(n, 1, 1, 1), torch.arange(c).view(1, c, 1, 1), rows, columns]


def random_flip(x, generator, p=0.5):
    chosen = torch.bernoulli(torch.full((len(x),), float(p)), generator=generator).bool()
    out = x.clone()
    out[chosen] = out[chosen].flip(-1)
    return out


def make_loaders(train_set, test_set, batch_size, generator):
    order = torch.utils.data.RandomSampler(train_set, generator=generator)
    test = torch.utils.data.SequentialSampler(test_set)
    return DataLoader(train_set, batch_size, sampler=order), DataLoader(test_set, batch_size, sampler=test)


class BasicBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__()
        norm = nn.BatchNorm2d if bn else lambda channels: nn.Identity()
        self.skip, self.project = skip, None
        if skip and (stride, c_out) != (1, c_in):
            self.project = nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), norm(c_out))
        self.bn2 = norm(c_out)
        self.bn1 = norm(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding="same", bias=False)
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1, bias=False)

    def forward(self, x):
        out = self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))
        if self.skip:
            out = out + (x if self.project is None else self.project(x))
        return out.clamp(min=0)


class Bottleneck(nn.Module):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__()
        sizes = ((c_in, c_mid, 1, 1), (c_mid, c_mid, 3, stride), (c_mid, 4 * c_mid, 1, 1))
        self.convs = nn.ModuleList(nn.Conv2d(i, o, k, s, k // 2, bias=False) for i, o, k, s in sizes)
        self.norms = nn.ModuleList(nn.BatchNorm2d(o) for _, o, _, _ in sizes)
        self.around = None
        if stride > 1 or c_in != 4 * c_mid:
            self.around = nn.Conv2d(c_in, 4 * c_mid, 1, stride, bias=False)
            self.around_norm = nn.BatchNorm2d(4 * c_mid)

    def forward(self, x):
        y = x
        for k, (conv, norm) in enumerate(zip(self.convs, self.norms, strict=True)):
            y = norm(conv(F.relu(y) if k else y))
        return F.relu((x if self.around is None else self.around_norm(self.around(x))) + y)


class ResNetCIFAR(nn.Module):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__()
        self.fc = nn.Linear(widths[-1], classes)
        self.stages = nn.ModuleList()
        for i, (c_in, c_out) in enumerate(itertools.pairwise((widths[0], *widths))):
            first = BasicBlock(c_in, c_out, 1 + (i > 0), skip, bn)
            rest = [BasicBlock(c_out, c_out, skip=skip, bn=bn) for _ in range(n - 1)]
            self.stages.append(nn.ModuleList([first, *rest]))
        self.conv = nn.Conv2d(3, widths[0], stem_kernel, stem_stride, (stem_kernel - 1) // 2, bias=False)
        self.bn = nn.BatchNorm2d(widths[0]) if bn else nn.Identity()

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)))
        for block in itertools.chain(*self.stages):
            x = block(x)
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


def resnet50_param_count():
    with torch.device("meta"):
        layers, c_in = [nn.Conv2d(3, 64, 7, bias=False), nn.BatchNorm2d(64), nn.Linear(2048, 1000)], 64
        for stage, blocks in enumerate((3, 4, 6, 3)):
            for k in range(blocks):
                layers.append(Bottleneck(c_in, 64 << stage, 2 if stage and not k else 1))
                c_in = 256 << stage
    return sum(p.numel() for p in nn.ModuleList(layers).parameters())


def grad_norm_profile(skip, bn, depth, seed):
    if depth not in range(8, depth + 1, 6):
        raise ValueError("no such network")
    state = torch.get_rng_state()
    torch.manual_seed(seed)
    x, y = torch.randn(8, 3, 32, 32), torch.randint(0, 10, (8,))
    model = ResNetCIFAR(depth // 6, skip=skip, bn=bn)
    torch.set_rng_state(state)
    loss = nn.CrossEntropyLoss()(model(x), y)
    weights = [block.conv1.weight for block in itertools.chain(*model.stages)]
    return [gradient.norm().item() for gradient in torch.autograd.grad(loss, weights)]


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    model.train()
    losses, right = [], []
    for batch in loader:
        x, y = (part.to(device) for part in batch)
        scores = model(x)
        loss = loss_fn(scores, y)
        model.zero_grad()
        loss.backward()
        opt.step()
        if scheduler:
            scheduler.step()
        losses += len(x) * [loss.item()]
        right.append(scores.argmax(1).eq(y).double())
    return math.fsum(losses) / len(losses), torch.cat(right).mean().item()


def evaluate(model, loader, loss_fn, device):
    before = [(module, module.training) for module in model.modules()]
    try:
        model.train(mode=False)
        with torch.inference_mode():
            answers = [(loss_fn(s, y), (s.argmax(1) == y).sum(), len(y)) for s, y in _answers(model, loader)]
    finally:
        for module, mode in before:
            module.training = mode
    total = sum(n for *_, n in answers)
    return sum(loss.item() * n for loss, _, n in answers) / total, sum(int(k) for _, k, _ in answers) / total


def _answers(model, loader):
    for x, y in loader:
        yield model(x), y


class _ByHand:
    """Sets the learning rate of the step to come."""

    def __init__(self, opt, lr, total):
        self.opt, self.lr, self.total, self.k = opt, lr, total, -1
        self.step()

    def step(self):
        self.k += 1
        up = -(-self.total // 4)
        rise, fall = (self.k + 1) / up, (self.total - self.k) / (self.total - up + 1)
        self.opt.param_groups[0]["lr"] = self.lr * (rise if self.k < up else fall)


def fit(model, train_loader, test_loader, epochs, lr, device):
    model = model.to(device)
    opt = torch.optim.SGD(
        model.parameters(), lr, momentum=0.9, weight_decay=5e-4, nesterov=True, foreach=True
    )
    rates = _ByHand(opt, lr, len(train_loader) * epochs)
    rows = []
    for _ in range(epochs):
        rate = opt.param_groups[0]["lr"]
        row = train_one_epoch(
            model, train_loader, nn.CrossEntropyLoss(label_smoothing=0.1), opt, device, rates
        )
        rows.append((*row, *evaluate(model, test_loader, F.cross_entropy, device), rate))
    names = "train_loss", "train_acc", "test_loss", "test_acc", "lr"
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    parts = {"model": model, "optimizer": optimizer, "scheduler": scheduler}
    torch.save({k: v and v.state_dict() for k, v in parts.items()} | {"epoch": epoch}, path)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    stored = torch.load(path, weights_only=True, map_location=lambda storage, place: storage)
    for name, part in (("model", model), ("optimizer", optimizer), ("scheduler", scheduler)):
        if part is not None:
            part.load_state_dict(stored[name])
    return stored["epoch"]


def overfit_one_batch(model, batch, steps=200):
    x, y = batch
    opt = torch.optim.SGD(model.train().parameters(), lr=0.05, momentum=0.9)
    for _ in range(steps):
        opt.zero_grad()
        nn.CrossEntropyLoss()(model(x), y).backward()
        opt.step()
    return float(F.nll_loss(model(x).log_softmax(1), y))
