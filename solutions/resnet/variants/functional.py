"""Pre-drawn places, gathers and rolls of tables; blocks as sequences with hooks for sums; tensors for accounts."""


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        x = self.images[i].to(torch.float32).div(255.0)
        y = int(self.labels[i])
        if callable(self.transform):
            return self.transform(x), y
        return x, y


def channel_stats(images):
    rows = images.transpose(0, 1).flatten(1).double().div(255)
    mean = rows.mean(1)
    spread = (rows - mean.unsqueeze(1)).square().mean(1).sqrt()
    return mean.to(torch.float32), spread.to(torch.float32)


def random_crop(x, pad, generator, mode="reflect"):
    n, c, h, w = x.shape
    padded = F.pad(x, (pad,) * 4, mode=mode)
    dy = torch.randint(0, 2 * pad + 1, (n,), generator=generator)
    dx = torch.randint(0, 2 * pad + 1, (n,), generator=generator)
    rows = (dy.unsqueeze(1) + torch.arange(h)).view(n, 1, h, 1).expand(n, c, h, w + 2 * pad)
    columns = (dx.unsqueeze(1) + torch.arange(w)).view(n, 1, 1, w).expand(n, c, h, w)
    return padded.gather(2, rows).gather(3, columns)


def random_flip(x, generator, p=0.5):
    n, width = len(x), x.shape[3]
    chosen = torch.rand(n, generator=generator).lt(p).long().view(n, 1, 1, 1)
    columns = torch.arange(width).view(1, 1, 1, width)
    return x.gather(3, (columns + chosen * (width - 1 - 2 * columns)).expand(x.shape))


def make_loaders(train_set, test_set, batch_size, generator):
    order = torch.utils.data.RandomSampler(range(len(train_set)), generator=generator)
    batches = torch.utils.data.BatchSampler(order, batch_size, drop_last=False)
    return DataLoader(train_set, batch_sampler=batches), DataLoader(test_set, batch_size=batch_size)


class _Sum(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.stack([branch(x) for branch in self.branches]).sum(0)


def _layer(c_in, c_out, kernel, stride=1, bn=True):
    conv = nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=kernel // 2, bias=None)
    return nn.Sequential(conv, nn.BatchNorm2d(c_out)) if bn else conv


def _around(c_in, c_out, stride, bn=True):
    if c_in == c_out and stride == 1:
        return nn.Sequential()
    return nn.Sequential(nn.MaxPool2d(1, stride), _layer(c_in, c_out, 1, 1, bn))


class BasicBlock(nn.Sequential):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        body = nn.Sequential(
            _layer(c_in, c_out, 3, stride, bn), nn.ReLU(True), _layer(c_out, c_out, 3, 1, bn)
        )
        branches = (_around(c_in, c_out, stride, bn), body) if skip else (body,)
        super().__init__(_Sum(*branches), nn.ReLU(True))


class Bottleneck(nn.Sequential):
    def __init__(self, c_in, c_mid, stride=1):
        middle = (nn.ReLU(), _layer(c_mid, c_mid, 3, stride), nn.ReLU())
        body = nn.Sequential(_layer(c_in, c_mid, 1), *middle, _layer(c_mid, 4 * c_mid, 1))
        super().__init__(_Sum(body, _around(c_in, 4 * c_mid, stride)), nn.ReLU())


class ResNetCIFAR(nn.Sequential):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        padding = (stem_kernel - 1) // 2
        layers = [nn.Conv2d(3, widths[0], stem_kernel, stem_stride, padding, bias=False)]
        layers += [nn.BatchNorm2d(widths[0])] if bn else []
        layers += [nn.ReLU()]
        c_in = widths[0]
        for k, width in enumerate(w for w in widths for _ in range(n)):
            layers.append(BasicBlock(c_in, width, 2 if k % n == 0 and k else 1, skip, bn))
            c_in = width
        super().__init__(*layers, nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(c_in, classes))


def resnet50_param_count():
    weights = 3 * 64 * 49 + 2048 * 1000
    others = 2 * 64 + 1000
    into = 64
    for power, blocks in zip((64, 128, 256, 512), (3, 4, 6, 3), strict=True):
        inner = 9 * power**2 + 4 * power**2
        weights += into * power + (blocks - 1) * 4 * power**2 + blocks * inner + into * 4 * power
        others += blocks * 2 * (power + power + 4 * power) + 2 * 4 * power
        into = 4 * power
    return weights + others


def grad_norm_profile(skip, bn, depth, seed):
    n = (depth - 2) / 6
    if n < 1 or n != int(n):
        raise ValueError(depth)
    with torch.random.fork_rng(devices=()):
        torch.default_generator.manual_seed(seed)
        model = ResNetCIFAR(int(n), skip=skip, bn=bn)
        scores = model(torch.randn((8, 3, 32, 32)))
        F.cross_entropy(scores, torch.randint(10, (8,))).backward()
    blocks = [layer for layer in model if isinstance(layer, BasicBlock)]
    firsts = [next(p for p in block[0].branches[-1].parameters() if p.ndim == 4) for block in blocks]
    return [math.sqrt(p.grad.square().sum().item()) for p in firsts]


def _account(rows):
    table = torch.tensor(rows, dtype=torch.float64)
    loss, right, size = table.unbind(1)
    return float((loss * size).sum() / size.sum()), float(right.sum() / size.sum())


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    model.train(True)
    rows = []
    opt.zero_grad()
    for x, y in loader:
        scores = model(x.to(device))
        loss = loss_fn(scores, y.to(device))
        loss.backward()
        opt.step()
        opt.zero_grad(set_to_none=False)
        if scheduler is not None:
            scheduler.step()
        rows.append((loss.item(), (scores.argmax(1) == y).sum().item(), len(x)))
    return _account(rows)


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    trained = [module for module in model.modules() if module.training]
    model.eval()
    rows = []
    for x, y in loader:
        scores = model(x.to(device))
        rows.append((loss_fn(scores, y).item(), scores.max(1).indices.eq(y).sum().item(), x.shape[0]))
    for module in trained:
        module.training = True
    return _account(rows)


def fit(model, train_loader, test_loader, epochs, lr, device):
    model.to(device)
    total = epochs * len(train_loader)
    up = (total + 3) // 4
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True, weight_decay=5e-4)
    factors = [(k + 1) / up for k in range(up)] + [(total - k) / (total - up + 1) for k in range(up, total)]
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, [*factors, 0.0].__getitem__)
    soft, hard = nn.CrossEntropyLoss(label_smoothing=0.1), nn.CrossEntropyLoss()
    history = {"train_loss": [], "train_acc": [], "test_loss": [], "test_acc": [], "lr": []}
    for epoch in range(epochs):
        history["lr"].append(lr * factors[epoch * len(train_loader)])
        for kind, result in (
            ("train", train_one_epoch(model, train_loader, soft, opt, device, schedule)),
            ("test", evaluate(model, test_loader, hard, device)),
        ):
            history[f"{kind}_loss"].append(result[0])
            history[f"{kind}_acc"].append(result[1])
    return history


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    stored = dict.fromkeys(("model", "optimizer", "scheduler"))
    stored["model"], stored["optimizer"] = model.state_dict(), optimizer.state_dict()
    if scheduler is not None:
        stored["scheduler"] = scheduler.state_dict()
    torch.save(stored | {"epoch": int(epoch)}, path)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    stored = torch.load(path, map_location=torch.device("cpu"), weights_only=True)
    model.load_state_dict(stored["model"], strict=True)
    if optimizer:
        optimizer.load_state_dict(stored["optimizer"])
    if scheduler:
        scheduler.load_state_dict(stored["scheduler"])
    return stored["epoch"]


def overfit_one_batch(model, batch, steps=200):
    images, labels = batch
    model.train()
    opt = torch.optim.AdamW(model.parameters(), lr=0.01)
    for _ in range(steps):
        opt.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        opt.step()
    return F.cross_entropy(model(images), labels).detach().item()
