"""Through NumPy and back, keeping the dtype, wherever neither memory nor gradients must be shared."""

import numpy as np


def int_tensor(data):
    return torch.from_numpy(np.array(data, dtype=np.int64))


def reshape_zoo(x):
    a = x.numpy()
    H, W = a.shape
    return {
        "flat": torch.from_numpy(a.reshape(-1)),
        "tall": torch.from_numpy(a.reshape(W, H)),
        "cols": torch.from_numpy(a[:, 1:]),
        "t": torch.from_numpy(a.T),
        "tiled": torch.from_numpy(np.lib.stride_tricks.as_strided(a, (3, H, W), (0, *a.strides))),
    }


def images_to_float(imgs):
    return torch.from_numpy(np.moveaxis(imgs.numpy(), 3, 1).astype(np.float32) / np.float32(255))


def rot90_and_red(x):
    red = np.zeros((x.shape[0], 3, x.shape[3], x.shape[2]), dtype=x.numpy().dtype)
    red[:, 0] = np.swapaxes(x[:, 0].numpy()[:, :, ::-1], 1, 2)
    return torch.from_numpy(red)


def standardize_fit(train):
    a = train.numpy()
    mu, sd = a.mean(axis=(0, 2, 3), keepdims=True), a.std(axis=(0, 2, 3), keepdims=True)
    return torch.from_numpy(mu), torch.from_numpy(np.where(sd == 0, 1, sd))


def standardize(x, mu, sd):
    return torch.from_numpy((x.numpy() - mu.numpy()) / sd.numpy())


def pairwise_sq_dists(X, Y):
    return torch.from_numpy(np.square(X.numpy()[:, np.newaxis] - Y.numpy()[np.newaxis]).sum(axis=-1))


def one_hot(y, C):
    labels = y.numpy()
    if ((labels < 0) | (labels >= C)).any():
        raise ValueError("a label is no class")
    return torch.from_numpy(np.eye(C, dtype=np.float32)[labels])


def linear(x, W, b):
    return torch.from_numpy(x.numpy() @ W.numpy().T + b.numpy())


def linear_guigue(z, W):
    return torch.from_numpy(np.dot(z.numpy(), W.numpy()))


def true_class_scores(s, y):
    return torch.from_numpy(np.take_along_axis(s.numpy(), y.numpy()[:, np.newaxis], axis=1)[:, 0])


def accuracy(s, y):
    return float(np.mean(np.argmax(s.numpy(), axis=1) == y.numpy()))


def topk_accuracy(s, y, k):
    best = np.argpartition(-s.numpy(), k - 1, axis=1)[:, :k]
    return float((best == y.numpy()[:, np.newaxis]).any(axis=1).mean())


def solve(m, y):
    return torch.from_numpy(np.linalg.solve(m.numpy(), y.numpy()))


def collapse_linear(W1, b1, W2, b2):
    first, second = W1.numpy(), W2.numpy()
    return torch.from_numpy(second @ first), torch.from_numpy(second @ b1.numpy() + b2.numpy())


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    a, labels = X.numpy(), y.numpy().astype(X.numpy().dtype)
    w0, w, updates = 0.0, np.zeros(a.shape[1], dtype=a.dtype), 0
    for _ in range(max_epochs):
        mistakes = 0
        for n in range(len(a)):
            if labels[n] * (w0 + float(a[n] @ w)) <= 0:
                w = w + np.asarray(eps * labels[n], dtype=a.dtype) * a[n]
                w0 += eps * float(labels[n])
                mistakes += 1
        updates += mistakes
        if not mistakes:
            break
    return w0, torch.from_numpy(w), updates
