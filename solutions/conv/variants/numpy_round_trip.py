"""Through NumPy and back wherever no gradient has to follow: sliding windows, `einsum`, and `add.at` for adjoints."""

import numpy as np


def _numpy_windows(a, size, stride, padding, fill=0.0):
    (h, w), (sh, sw), (ph, pw) = pair(size), pair(stride), pair(padding)
    a = np.pad(a, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=fill)
    return np.lib.stride_tricks.sliding_window_view(a, (h, w), axis=(2, 3))[:, :, ::sh, ::sw]


def _add_back(windows, x_shape, stride, padding):
    """Add windows (N, C, H', W', h, w) to the pixels they were read from."""
    N, C, H, W = x_shape
    places = np.arange(1, H * W + 1).reshape(1, 1, H, W)
    places = _numpy_windows(places, windows.shape[4:], stride, padding, fill=0)[0, 0]
    flat = np.zeros((N, C, H * W + 1), dtype=windows.dtype)
    np.add.at(flat, (slice(None), slice(None), places.reshape(-1)), windows.reshape(N, C, -1))
    return torch.from_numpy(flat[:, :, 1:].reshape(N, C, H, W))


def conv1d_valid(x, u):
    windows = np.lib.stride_tricks.sliding_window_view(x.numpy(), len(u))
    return torch.from_numpy(windows.dot(u.numpy()))


def circular_conv(x, y):
    return torch.from_numpy(np.stack([np.roll(y.numpy()[::-1], i + 1) for i in range(len(x))]) @ x.numpy())


def circular_xcorr(x, y):
    return torch.from_numpy(np.stack([np.roll(y.numpy(), -i) for i in range(len(x))]) @ x.numpy())


def receptive_field(layers):
    sizes, strides = np.array([*layers, (1, 1)]).T
    return int(1 + (sizes - 1) @ np.cumprod([1, *strides[:-1]]))


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = np.tensordot(
        _numpy_windows(x.numpy(), w.shape[2:], stride, padding), w.numpy(), axes=((1, 4, 5), (1, 2, 3))
    )
    y = torch.from_numpy(np.moveaxis(y, 3, 1).copy())
    return y if b is None else y + b[:, None, None]


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _numpy_windows(x.numpy(), kernel_size, stride, padding)
    N, C, tall, wide, h, w = windows.shape
    return torch.from_numpy(windows.transpose(0, 1, 4, 5, 2, 3).reshape(N, C * h * w, tall * wide))


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = x_shape
    h, w = pair(kernel_size)
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    places = (H - h + 2 * ph) // sh + 1, (W - w + 2 * pw) // sw + 1
    windows = cols.numpy().reshape(N, C, h, w, *places).transpose(0, 1, 4, 5, 2, 3)
    return _add_back(windows, x_shape, stride, padding)


def conv2d_backward(dout, x, w, stride=1, padding=0):
    d, kernels = dout.numpy(), w.numpy()
    dw = np.einsum("ndij,ncijkl->dckl", d, _numpy_windows(x.numpy(), w.shape[2:], stride, padding))
    back = np.einsum("ndij,dckl->ncijkl", d, kernels)
    return _add_back(back, x.shape, stride, padding), torch.from_numpy(dw), torch.from_numpy(d.sum((0, 2, 3)))


def max_pool2d(x, K, stride=None, padding=0):
    if np.any(2 * np.array(pair(padding)) > np.array(pair(K))):
        raise ValueError("too much padding")
    stride = K if stride is None else stride
    windows = _numpy_windows(x.numpy(), K, stride, padding, -np.inf)
    windows = windows.reshape(*windows.shape[:4], -1)
    places = np.arange(x[0, 0].numel()).reshape(1, 1, *x.shape[2:])
    places = _numpy_windows(places, K, stride, padding, -1)
    places = np.broadcast_to(places.reshape(*places.shape[:4], -1), windows.shape)
    winner = windows.argmax(axis=4)[..., None]
    y, idx = (np.take_along_axis(windows, winner, 4)[..., 0], np.take_along_axis(places, winner, 4)[..., 0])
    return torch.from_numpy(y), torch.from_numpy(idx)


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    flat = np.zeros((N * C, H * W), dtype=dout.numpy().dtype)
    rows = np.arange(N * C)[:, None]
    np.add.at(flat, (rows, idx.numpy().reshape(N * C, -1)), dout.numpy().reshape(N * C, -1))
    return torch.from_numpy(flat.reshape(N, C, H, W))


def avg_pool2d(x, K, stride=None, padding=0):
    if np.any(2 * np.array(pair(padding)) > np.array(pair(K))):
        raise ValueError("too much padding")
    windows = _numpy_windows(x.numpy(), K, K if stride is None else stride, padding)
    return torch.from_numpy(windows.mean(axis=(4, 5)))


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    h, w = pair(K)
    windows = np.broadcast_to((dout.numpy() / (h * w))[..., None, None], (*dout.shape, h, w))
    return _add_back(windows, x_shape, K if stride is None else stride, padding)


def filter2d(img, name, mode="xcorr"):
    kernel = kernel_table()[name].numpy().astype(img.numpy().dtype)
    windows = np.lib.stride_tricks.sliding_window_view(img.numpy(), (3, 3))
    turned = {"xcorr": kernel, "conv": kernel[::-1, ::-1]}
    if mode not in turned:
        raise ValueError("xcorr or conv")
    return torch.from_numpy(np.einsum("ijkl,kl->ij", windows, turned[mode]))


def circulant(m):
    i = np.arange(len(m))
    return torch.from_numpy(m.numpy()[np.subtract.outer(i, i).T % len(m)])
