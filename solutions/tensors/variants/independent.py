"""Written anew from the docstrings alone: direct sums, fancy indexing, sorting, elimination by QR, exact integers."""


def int_tensor(data):
    flat, shape = [data], []
    while flat and all(isinstance(item, list) for item in flat):
        shape.append(len(flat[0]))
        flat = [entry for item in flat for entry in item]
    result = torch.empty(len(flat), dtype=torch.int64)
    for i, entry in enumerate(flat):
        result[i] = entry
    return result.reshape(shape)


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.as_strided((H * W,), (1,)),
        "tall": x.reshape(W, H),
        "cols": x[:, 1:],
        "t": x.permute(1, 0),
        "tiled": x.as_strided((3, H, W), (0, W, 1)),
    }


def slice3d(x):
    return {
        "first": x[:1],
        "last_two": x[..., :2],
        "t01": x.permute(1, 0, 2),
        "t02": x.permute(2, 1, 0),
        "t12": x.permute(0, 2, 1),
    }


def images_to_float(imgs):
    red, green, blue = imgs.unbind(3)
    return torch.stack([red, green, blue], dim=1).float().mul(1 / 255)


def rot90_and_red(x):
    columns = torch.arange(x.shape[3] - 1, -1, -1)
    keep = torch.tensor([1, 0, 0]).reshape(1, 3, 1, 1)
    return (x[:, :, :, columns].transpose(3, 2) * keep).to(x.dtype)


def standardize_fit(train):
    channels = train.transpose(0, 1).flatten(1)
    mu = channels.sum(1) / channels.shape[1]
    variance = (channels * channels).mean(1) - mu * mu
    constant = channels.amax(1) == channels.amin(1)
    sd = variance.clamp(min=0).sqrt().masked_fill(constant, 1.0)
    return mu.reshape(1, -1, 1, 1), sd.reshape(1, -1, 1, 1)


def standardize(x, mu, sd):
    return x * sd.reciprocal() - mu / sd


def pairwise_sq_dists(X, Y):
    return (X.unsqueeze(1) - Y).pow(2).sum(2)


def one_hot(y, C):
    if y.numel() and (int(y.amin()) < 0 or int(y.amax()) >= C):
        raise ValueError("these are not all classes")
    rows = torch.zeros(y.numel(), C)
    rows[torch.arange(y.numel()), y] = 1
    return rows


def linear(x, W, b):
    return (x.unsqueeze(1) * W).sum(2) + b


def linear_guigue(z, W):
    return (W.t() @ z.t()).t()


def safe_mse(pred, target):
    gaps = pred.flatten() - (target.flatten() if target.numel() == pred.numel() else _refuse())
    return gaps.dot(gaps) / gaps.numel()


def _refuse():
    raise ValueError("not as many predictions as targets")


def alias_and_copy(x):
    copy = torch.empty_like(x, requires_grad=False)
    with torch.no_grad():
        copy.copy_(x)
    return x.data, copy


def true_class_scores(s, y):
    return s[torch.arange(s.shape[0]), y]


def accuracy(s, y):
    own = s[torch.arange(s.shape[0]), y]
    return float((own == s.max(dim=1).values).float().mean())


def topk_accuracy(s, y, k):
    own = s[torch.arange(s.shape[0]), y].unsqueeze(1)
    better = (s > own).sum(dim=1)
    return float((better < k).float().mean())


def solve(m, y):
    q, r = torch.linalg.qr(m)
    return torch.linalg.solve_triangular(r, (q.t() @ y).unsqueeze(1), upper=True).squeeze(1)


def dense_image_params(H, W, C):
    inputs = outputs = H * W * C
    return inputs * outputs


def memory_gb(n, bytes=4):
    return n / 1_000_000_000 * bytes


def collapse_linear(W1, b1, W2, b2):
    origin = torch.zeros(W1.shape[1], 1, dtype=W1.dtype)
    points = torch.cat([origin, torch.eye(W1.shape[1], dtype=W1.dtype)], dim=1)
    images = W2 @ (W1 @ points + b1.unsqueeze(1)) + b2.unsqueeze(1)
    return images[:, 1:] - images[:, :1], images[:, 0]


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    ones = torch.ones(len(X), 1, dtype=X.dtype)
    signed = torch.cat([ones, X], dim=1) * y.to(X.dtype).unsqueeze(1)
    v = torch.zeros(signed.shape[1], dtype=X.dtype)
    updates, epoch, clean = 0, 0, False
    while epoch < max_epochs and not clean:
        clean = True
        for row in signed:
            if not torch.dot(row, v) > 0:
                v = v + eps * row
                updates, clean = updates + 1, False
        epoch += 1
    return float(v[0]), v[1:], updates
