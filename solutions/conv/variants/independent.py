"""Everything anew: diagonals of outer products, tables of places instead of windows, 0-1 tensors for the way back."""


def conv1d_valid(x, u):
    products = torch.outer(u, x)
    return torch.stack([products.diagonal(i).sum() for i in range(len(x) - len(u) + 1)])


def collect(products, where):
    return products.new_zeros(len(products)).index_add(0, where.flatten(), products.flatten())


def circular_conv(x, y):
    i = torch.arange(len(x), device=x.device)
    return collect(torch.outer(x, y), (i.unsqueeze(1) + i) % len(x))


def circular_xcorr(x, y):
    i = torch.arange(len(x), device=x.device)
    return collect(torch.outer(x, y), (i - i.unsqueeze(1)) % len(x))


def conv_out_size(W, K, P=0, S=1):
    return len(range(-P, W + P - K + 1, S))


def same_padding(K):
    half, rest = divmod(K, 2)
    if not rest:
        raise ValueError(f"a kernel of {K} has no middle")
    return half


def receptive_field(layers):
    width = 1
    for kernel, stride in reversed(layers):
        width = stride * (width - 1) + kernel
    return width


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    (s, t), (p, q), (h, v) = pair(stride), pair(padding), w.shape[2:]
    H, W = conv_out_size(x.shape[2], h, p, s), conv_out_size(x.shape[3], v, q, t)
    padded = F.pad(x, (q, q, p, p))
    out = x.new_zeros(len(x), len(w), H, W)
    for k in range(h):
        for j in range(v):
            seen = padded[:, :, k : k + s * (H - 1) + 1 : s, j : j + t * (W - 1) + 1 : t]
            for c in range(x.shape[1]):
                out += w[:, c, k, j].view(1, -1, 1, 1) * seen[:, c : c + 1]
    return out if b is None else out + b.view(1, -1, 1, 1)


def axis_places(n, k, s, p, device):
    """(k, places): where along an axis each number of the kernel stands, from -p on."""
    starts = torch.arange(conv_out_size(n, k, p, s), device=device) * s - p
    return torch.arange(k, device=device).unsqueeze(1) + starts


def plane_places(size, kernel_size, stride, padding, device):
    """(h·w, L): the place row·W + column, and whether it is inside."""
    (H, W), (h, v), (s, t), (p, q) = size, pair(kernel_size), pair(stride), pair(padding)
    rows = axis_places(H, h, s, p, device)[:, None, :, None]
    columns = axis_places(W, v, t, q, device)[None, :, None, :]
    inside = (rows >= 0) & (rows < H) & (columns >= 0) & (columns < W)
    return (rows * W + columns).reshape(h * v, -1), inside.reshape(h * v, -1)


def look_up(x, places, inside, outside):
    seen = x.flatten(2).index_select(2, places.where(inside, 0).flatten()).unflatten(2, places.shape)
    return seen.masked_fill(~inside, outside)


def im2col(x, kernel_size, stride=1, padding=0):
    places, inside = plane_places(x.shape[2:], kernel_size, stride, padding, x.device)
    return look_up(x, places, inside, 0).flatten(1, 2)


def selectors(x_shape, kernel_size, stride, padding, like):
    """For each axis the tensor (kernel, places, pixels) with 1 where a number of the kernel sees a pixel."""
    (H, W), (h, v), (s, t), (p, q) = x_shape[2:], pair(kernel_size), pair(stride), pair(padding)
    rows = axis_places(H, h, s, p, like.device).unsqueeze(2) == torch.arange(H, device=like.device)
    columns = axis_places(W, v, t, q, like.device).unsqueeze(2) == torch.arange(W, device=like.device)
    return rows.to(like.dtype), columns.to(like.dtype)


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    rows, columns = selectors(x_shape, kernel_size, stride, padding, cols)
    N, C = x_shape[:2]
    parts = cols.reshape(N, C, rows.shape[0], columns.shape[0], rows.shape[1], columns.shape[1])
    return torch.einsum("nckvij,kih,vjw->nchw", parts, rows, columns)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    columns = im2col(x, w.shape[2:], stride, padding)
    out = torch.tensordot(columns, w.flatten(1), ([1], [1])).transpose(1, 2)
    (p, q), (s, t) = pair(padding), pair(stride)
    H, W = conv_out_size(x.shape[2], w.shape[2], p, s), conv_out_size(x.shape[3], w.shape[3], q, t)
    out = out.reshape(len(x), len(w), H, W)
    return out if b is None else out + b[:, None, None]


def conv2d_backward(dout, x, w, stride=1, padding=0):
    rows, columns = selectors(x.shape, w.shape[2:], stride, padding, x)
    dx = torch.einsum("ndij,dckv,kih,vjw->nchw", dout, w, rows, columns)
    dw = torch.einsum("nchw,kih,vjw,ndij->dckv", x, rows, columns, dout)
    return dx, dw, torch.einsum("ndij->d", dout)


def require_small(padding, K):
    (p, q), (h, v) = pair(padding), pair(K)
    if 2 * p > h or 2 * q > v:
        raise ValueError("some windows would see nothing but padding")


def max_pool2d(x, K, stride=None, padding=0):
    require_small(padding, K)
    stride = K if stride is None else stride
    places, inside = plane_places(x.shape[2:], K, stride, padding, x.device)
    seen = look_up(x.detach(), places, inside, -math.inf)
    wins = inside & ((seen == seen.amax(2, keepdim=True)) | seen.isnan())
    idx = places.where(wins, x.shape[2] * x.shape[3]).amin(2)
    (h, v), (s, t), (p, q) = pair(K), pair(stride), pair(padding)
    shape = conv_out_size(x.shape[2], h, p, s), conv_out_size(x.shape[3], v, q, t)
    return x.flatten(2).gather(2, idx).unflatten(2, shape), idx.unflatten(2, shape)


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    planes = torch.arange(N * C, device=idx.device).view(N, C, 1, 1) * (H * W)
    return dout.new_zeros(N, C, H, W).put_(planes + idx, dout, accumulate=True)


def avg_pool2d(x, K, stride=None, padding=0):
    require_small(padding, K)
    rows, columns = selectors(x.shape, K, K if stride is None else stride, padding, x)
    return torch.einsum("nchw,ih,jw->ncij", x, rows.mean(0), columns.mean(0))


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    rows, columns = selectors(x_shape, K, K if stride is None else stride, padding, dout)
    return torch.einsum("ncij,ih,jw->nchw", dout, rows.mean(0), columns.mean(0))


def kernel_table():
    one, bell = torch.ones(3, dtype=torch.float64), torch.tensor([1, 2, 1], dtype=torch.float64)
    middle, slope = torch.tensor([[0, 1, 0], [-1, 0, 1]], dtype=torch.float64)
    bend = 3 * middle - one
    return {
        "identity": torch.outer(middle, middle),
        "sum3": torch.outer(one, one),
        "prewitt_x": torch.outer(one, slope),
        "prewitt_y": torch.outer(slope, one),
        "laplacian": torch.outer(middle, bend) + torch.outer(bend, middle),
        "gaussian": torch.outer(bell / 4, bell / 4),
        "sobel_x": torch.outer(bell, -slope),
        "sobel_y": torch.outer(-slope, bell),
    }


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"the mode is xcorr or conv, not {mode}")
    windows = img.unfold(1, 3, 1).unfold(0, 3, 1).transpose(2, 3)
    if mode == "conv":
        windows = windows.flip(2, 3)
    return (windows * kernel_table()[name].to(img)).sum((2, 3))


def conv_params(C, D, K, bias=True):
    return linear_params(C * K * K, D, bias)


def linear_params(i, o, bias=True):
    return o * (i + 1) if bias else o * i


def vgg16_params():
    total, C, side = 0, 3, 224
    for D, layers in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(layers):
            total, C = total + conv_params(C, D, 3), D
        side //= 2
    widths = (C * side * side, 4096, 4096, 1000)
    return total + sum(linear_params(i, o) for i, o in pairwise(widths))


def lenet5_params():
    dense = linear_params(400, 120) + linear_params(120, 84) + linear_params(84, 10)
    return conv_params(1, 6, 5) + conv_params(6, 16, 5) + dense


def shift(x, u):
    u %= len(x)
    return torch.cat((x[u:], x[:u]))


def circulant(m):
    return torch.cat((m, m)).unfold(0, len(m), 1)[1:].flip(0)


def near(a, b):
    return bool((a - b).abs().max() <= 1e-9 * b.abs().max())


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x.clone())
    return all(near(f(shift(x, u)), shift(y, u)) for u in range(1, N))


def kernel_of(f, N):
    unit = torch.eye(N, dtype=torch.float64)
    m = torch.stack([f(unit[j].clone())[0] for j in range(N)])
    M = circulant(m)
    x = torch.randn(N, dtype=torch.float64)
    for probe in (*unit, x, -x, 3 * x):
        if not near(f(probe.clone()), M @ probe):
            raise ValueError("no kernel does what f does")
    return m


def compose_kernels(u, w):
    K, L = len(u), len(w)
    skewed = F.pad(torch.outer(u, w), (0, K)).flatten()[: K * (K + L - 1)]
    return skewed.view(K, K + L - 1).sum(0)


def linear_as_conv(weight, C, H, W):
    return weight.unflatten(1, (C, H, W))


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.stride, self.padding = stride, padding
        shape = (out_channels, in_channels, *pair(kernel_size))
        bound = math.prod(shape[1:]) ** -0.5
        self.weight = nn.Parameter((2 * torch.rand(shape) - 1) * bound)
        self.register_parameter(
            "bias", nn.Parameter((2 * torch.rand(out_channels) - 1) * bound) if bias else None
        )

    def forward(self, x):
        return conv2d_im2col(x, self.weight, self.bias, self.stride, self.padding)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x):
        y, _ = max_pool2d(x, self.kernel_size, self.stride, self.padding)
        return y


class LeNet5(nn.Module):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        super().__init__()
        self.stages = nn.ModuleList(
            [
                nn.Sequential(conv(1, 6, 5, padding=2), nn.ReLU()),
                pool(2),
                nn.Sequential(conv(6, 16, 5), nn.ReLU()),
                pool(2),
                nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.ReLU()),
                nn.Sequential(nn.Linear(120, 84), nn.ReLU()),
                nn.Linear(84, 10),
            ]
        )

    def forward_features(self, x):
        seen = [x]
        for stage in self.stages:
            seen.append(stage(seen[-1]))
        return seen[1:]

    def forward(self, x):
        *_, scores = self.forward_features(x)
        return scores


class FleuretNet(LeNet5):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        nn.Module.__init__(self)
        self.stages = nn.ModuleList(
            [
                conv(1, 32, 5),
                nn.Sequential(nn.ReLU(), pool(3)),
                conv(32, 64, 5),
                nn.Sequential(nn.ReLU(), pool(2)),
                nn.Sequential(nn.Flatten(), nn.Linear(256, 200), nn.ReLU()),
                nn.Linear(200, 10),
            ]
        )
