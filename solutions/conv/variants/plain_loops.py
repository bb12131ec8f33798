"""Everything that may loop does, number by number, with Python's sums; the rest by slices and closed formulae."""


def conv1d_valid(x, u):
    y = x.new_zeros(len(x) - len(u) + 1)
    for i in range(len(y)):
        for j in range(len(u)):
            y[i] += x[i + j] * u[j]
    return y


def circular_conv(x, y):
    z = torch.zeros_like(x)
    for i in range(len(x)):
        for j in range(len(x)):
            z[i] += x[j] * y[i - j]  # a negative index counts from the end, as on a circle
    return z


def circular_xcorr(x, y):
    return torch.stack([x @ torch.cat([y[i:], y[:i]]) for i in range(len(x))])


def conv_out_size(W, K, P=0, S=1):
    return (W + 2 * P - K + S) // S


def same_padding(K):
    half, odd = divmod(K, 2)
    if not odd:
        raise ValueError("an even kernel has no middle")
    return half


def receptive_field(layers):
    pixels = 1
    for kernel, stride in reversed(layers):
        pixels = (pixels - 1) * stride + kernel
    return pixels


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    (N, _, H, W), (D, _, h, k) = x.shape, w.shape
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    tall, wide = (H + 2 * ph - h) // sh + 1, (W + 2 * pw - k) // sw + 1
    y = x.new_zeros(N, D, tall, wide)
    for n in range(N):
        for d in range(D):
            for i in range(tall):
                for j in range(wide):
                    total = 0.0 if b is None else b[d]
                    for r in range(h):
                        for s in range(k):
                            row, column = i * sh + r - ph, j * sw + s - pw
                            if 0 <= row < H and 0 <= column < W:
                                total = total + (x[n, :, row, column] * w[d, :, r, s]).sum()
                    y[n, d, i, j] = total
    return y


def kernel_table():
    smooth, slope = torch.tensor([1.0, 2, 1]).double(), torch.tensor([1.0, 0, -1]).double()
    ones = torch.ones(3, dtype=torch.float64)
    table = {
        "identity": torch.zeros(3, 3, dtype=torch.float64),
        "sum3": torch.outer(ones, ones),
        "prewitt_x": torch.outer(ones, -slope),
        "prewitt_y": torch.outer(-slope, ones),
        "laplacian": torch.zeros(3, 3, dtype=torch.float64),
        "gaussian": torch.outer(smooth, smooth) / 16,
        "sobel_x": torch.outer(smooth, slope),
        "sobel_y": torch.outer(slope, smooth),
    }
    table["identity"][1, 1] = 1
    table["laplacian"][1] = table["laplacian"][:, 1] = -1
    table["laplacian"][1, 1] = 4
    return table


def filter2d(img, name, mode="xcorr"):
    if mode == "conv":
        turned = filter2d(img.flip(0).flip(1), name)
        return turned.flip(0).flip(1)
    if mode != "xcorr":
        raise ValueError(mode)
    (a, b, c), (d, e, f), (g, h, i) = kernel_table()[name].to(img.dtype).tolist()
    top, middle, bottom = img[:-2], img[1:-1], img[2:]
    left = a * top[:, :-2] + d * middle[:, :-2] + g * bottom[:, :-2]
    centre = b * top[:, 1:-1] + e * middle[:, 1:-1] + h * bottom[:, 1:-1]
    return left + centre + c * top[:, 2:] + f * middle[:, 2:] + i * bottom[:, 2:]


def conv_params(C, D, K, bias=True):
    return D * C * K * K + (D if bias else 0)


def linear_params(i, o, bias=True):
    return i * o + (o if bias else 0)


def vgg16_params():
    total, c = 0, 3
    for d in (64, 64, "pool", 128, 128, "pool", *[256] * 3, "pool", *[512] * 3, "pool", *[512] * 3, "pool"):
        if d != "pool":
            total, c = total + conv_params(c, d, 3), d
    return total + linear_params(49 * c, 4096) + linear_params(4096, 4096) + linear_params(4096, 1000)


def lenet5_params():
    return sum(p.numel() for p in LeNet5().parameters())


def shift(x, u):
    y = torch.empty_like(x)
    for i in range(len(x)):
        y[i] = x[(i + u) % len(x)]
    return y


def circulant(m):
    return torch.stack([torch.cat([m[len(m) - i :], m[: len(m) - i]]) for i in range(len(m))])


def is_equivariant(f, N):
    x = torch.rand(N, dtype=torch.float64) - 0.5
    for u in range(N):
        here, there = f(shift(x, u)), shift(f(x), u)
        if (here - there).abs().max() > 1e-9 * there.abs().max():
            return False
    return True


def kernel_of(f, N):
    unit = torch.zeros(N, dtype=torch.float64)
    unit[0] = 1
    m = f(unit).flip(0).roll(1)
    for _ in range(3):
        x = torch.randn(N, dtype=torch.float64)
        want = circulant(m) @ x
        if (f(x) - want).abs().max() > 1e-9 * want.abs().max():
            raise ValueError("this box is no correlation")
    return m


def compose_kernels(u, w):
    v = u.new_zeros(len(u) + len(w) - 1)
    for j in range(len(u)):
        for k in range(len(w)):
            v[j + k] += u[j] * w[k]
    return v


def linear_as_conv(weight, C, H, W):
    return weight.clone().unflatten(1, (C, H, W))
