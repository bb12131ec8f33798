"""Views by `as_strided`, gradients as convolutions with turned kernels, pooling by gathering, layers in a row."""


def _patches(x, size, stride, padding, fill=0.0):
    (h, w), (sh, sw), (ph, pw) = pair(size), pair(stride), pair(padding)
    x = F.pad(x, (pw, pw, ph, ph), value=fill).contiguous()
    N, C, H, W = x.shape
    a, b, c, d = x.stride()
    shape = (N, C, h, w, (H - h) // sh + 1, (W - w) // sw + 1)
    return x.as_strided(shape, (a, b, c, d, c * sh, d * sw))


def im2col(x, kernel_size, stride=1, padding=0):
    patches = _patches(x, kernel_size, stride, padding)
    return patches.reshape(len(x), -1, patches.shape[4] * patches.shape[5])


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = x_shape
    h, w = pair(kernel_size)
    numbers = torch.arange(1, H * W + 1).view(1, 1, H, W).double()
    places = im2col(numbers, kernel_size, stride, padding).long()  # 0 in the padding
    places = places.expand(N * C, -1, -1).flatten(1)
    flat = cols.new_zeros(N * C, H * W + 1).scatter_add_(1, places, cols.reshape(N * C, h * w, -1).flatten(1))
    return flat[:, 1:].reshape(N, C, H, W)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    y = torch.tensordot(_patches(x, w.shape[2:], stride, padding), w, dims=([1, 2, 3], [1, 2, 3]))
    if b is not None:
        y = y + b
    return y.permute(0, 3, 1, 2)


def conv2d_backward(dout, x, w, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, _, H, W = x.shape
    D, _, h, k = w.shape
    spread = dout.new_zeros(N, D, H + 2 * ph - h + 1, W + 2 * pw - k + 1)
    spread[:, :, ::sh, ::sw] = dout  # as if the stride were 1, with zeros where no window stood
    dx = conv2d_im2col(spread, w.flip(2, 3).transpose(0, 1), None, 1, (h - 1, k - 1))
    dw = conv2d_im2col(F.pad(x, (pw, pw, ph, ph)).transpose(0, 1), spread.transpose(0, 1)).transpose(0, 1)
    return dx[:, :, ph : ph + H, pw : pw + W], dw, torch.einsum("ndij->d", dout)


def max_pool2d(x, K, stride=None, padding=0):
    (h, w), (ph, pw) = pair(K), pair(padding)
    if ph > h / 2 or pw > w / 2:
        raise ValueError("more padding than window")
    stride = (h, w) if stride is None else stride
    _, _, H, W = x.shape
    patches = _patches(x, (h, w), stride, padding, -torch.inf).flatten(2, 3)
    number = torch.arange(H * W).view(1, 1, H, W)
    places = _patches(number, (h, w), stride, padding, -1).flatten(2, 3).expand(*patches.shape)
    winner = patches.argmax(dim=2, keepdim=True)
    return patches.gather(2, winner).squeeze(2), places.gather(2, winner).squeeze(2)


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    planes = torch.arange(N * C).view(N, C, 1, 1) * (H * W)
    flat = dout.new_zeros(N * C * H * W)
    flat.index_put_(((idx + planes).flatten(),), dout.flatten(), accumulate=True)
    return flat.reshape(N, C, H, W)


def avg_pool2d(x, K, stride=None, padding=0):
    (h, w), (ph, pw) = pair(K), pair(padding)
    if ph > h / 2 or pw > w / 2:
        raise ValueError("more padding than window")
    return _patches(x, (h, w), (h, w) if stride is None else stride, padding).sum((2, 3)) / (h * w)


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    h, w = pair(K)
    cols = dout.unsqueeze(2).expand(-1, -1, h * w, -1, -1).reshape(len(dout), -1, dout[0, 0].numel())
    return col2im(cols, x_shape, K, (h, w) if stride is None else stride, padding) / (h * w)


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.stride, self.padding = pair(stride), pair(padding)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels, *pair(kernel_size)))
        self.bias = nn.Parameter(torch.empty(out_channels)) if bias else None
        bound = self.weight[0].numel() ** -0.5
        for p in self.parameters():
            nn.init.uniform_(p, -bound, bound)

    def forward(self, x):
        return conv2d_im2col(x, self.weight, self.bias, self.stride, self.padding)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.settings = kernel_size, stride, padding

    def forward(self, x):
        return max_pool2d(x, *self.settings)[0]


class LeNet5(nn.Module):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        super().__init__()
        maps = [
            conv(1, 6, 5, padding=2),
            nn.ReLU(),
            pool(2),
            conv(6, 16, 5),
            nn.ReLU(),
            pool(2),
            nn.Flatten(),
        ]
        dense = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
        self.layers = nn.Sequential(*maps, *dense)

    def forward_features(self, x):
        stages = []
        for layer in self.layers:
            x = layer(x)
            stages.append(x)
        return [stages[i] for i in (1, 2, 4, 5, 8, 10, 11)]

    def forward(self, x):
        return self.layers(x)


class FleuretNet(nn.Module):
    def __init__(self, conv=Conv2d, pool=MaxPool2d):
        super().__init__()
        self.first = nn.ModuleList([conv(1, 32, 5), pool(3)])
        self.second = nn.ModuleList([conv(32, 64, 5), pool(2)])
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(256, 200), nn.ReLU(), nn.Linear(200, 10))

    def forward_features(self, x):
        stages = []
        for conv, pool in (self.first, self.second):
            stages.append(conv(x if not stages else stages[-1]))
            stages.append(torch.relu(pool(stages[-1])))
        return [*stages, self.head[:3](stages[-1]), self.head(stages[-1])]

    def forward(self, x):
        return self.forward_features(x)[-1]
