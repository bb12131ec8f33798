"""The values are right, but autograd cannot go through: something detaches the tensors or leaves torch on the
way."""

KILLED_BY = ("autograd_goes_through_the_product",)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    N, _, tall, wide, _, _ = windows.shape
    y = w.detach().flatten(1) @ windows.permute(0, 1, 4, 5, 2, 3).reshape(N, -1, tall * wide)
    return (y if b is None else y + b.unsqueeze(1)).view(N, -1, tall, wide)
