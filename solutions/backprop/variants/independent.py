"""Everything anew: masks instead of loops over indices, forward accumulation, hyperbolic slopes, counted users."""

from collections import Counter
from functools import reduce


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(f"no scheme {scheme!r}")
    estimates = torch.zeros(x.numel(), dtype=x.dtype)
    for i, mask in enumerate(torch.eye(x.numel(), dtype=torch.bool)):
        here = mask.view(x.shape)
        ahead = float(f(torch.where(here, x + h, x)))
        if scheme == "central":
            estimates[i] = (ahead - float(f(torch.where(here, x - h, x)))) / (2 * h)
        else:
            estimates[i] = (ahead - float(f(x.clone()))) / h
    return estimates.view(x.shape)


def mul_add_graph(x, y, z):
    terms = torch.stack([x, y])
    return (terms * z).sum(), {"x": float(z), "y": float(z), "z": terms.sum()}


def log_one_plus_exp(x):
    return torch.logaddexp(x, torch.zeros_like(x))


def sigmoid(x):
    return torch.exp(-log_one_plus_exp(-x))


def sigmoid_neuron(w, x):
    inputs = torch.cat([x, torch.ones_like(x[:1])])
    a = torch.dot(w, inputs)
    s = sigmoid(a) * sigmoid(-a)
    return sigmoid(a), s * inputs, s * w[:-1]


class Linear(Module):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        r = torch.rand(d_out, d_in, generator=generator, dtype=dtype)
        self.W = (2 * r - 1) * math.sqrt(6 / d_in)
        self.b = torch.zeros(d_out, dtype=dtype)
        self.dW, self.db = torch.zeros_like(self.W), torch.zeros_like(self.b)

    def forward(self, x):
        self.seen = x.clone(), self.W.clone()
        return torch.addmm(self.b, x, self.W.T)

    def backward(self, dout):
        x, W = self.seen
        self.dW = self.dW + (dout.unsqueeze(2) * x.unsqueeze(1)).sum(0)
        self.db = self.db + dout.sum(0)
        return (dout.unsqueeze(2) * W).sum(1)

    def parameters(self):
        return [(self.W, self.dW), (self.b, self.db)]


class ReLU(Module):
    def forward(self, x):
        self.closed = x <= 0
        return x.masked_fill(self.closed, 0)

    def backward(self, dout):
        return dout.masked_fill(self.closed, 0)


class Tanh(Module):
    def forward(self, x):
        self.slope = x.cosh() ** -2
        return x.tanh()

    def backward(self, dout):
        return dout * self.slope


class Sigmoid(Module):
    def forward(self, x):
        self.x = x.clone()
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid(self.x) * sigmoid(-self.x)


class MSE(Module):
    def forward(self, pred, target):
        if pred.shape != target.shape:
            raise ValueError("shapes differ")
        self.gap = pred - target
        return torch.einsum("nd,nd->", self.gap, self.gap) / len(pred)

    def backward(self):
        return self.gap / (len(self.gap) / 2)


class BCEWithLogits(Module):
    def forward(self, z, y):
        if z.shape != y.shape:
            raise ValueError("shapes differ")
        self.z, self.y = z.clone(), y.to(z.dtype, copy=True)
        wrong, right = log_one_plus_exp(self.z), log_one_plus_exp(-self.z)
        return ((1 - self.y) * wrong + self.y * right).sum() / len(z)

    def backward(self):
        pull = (1 - self.y) * sigmoid(self.z) - self.y * sigmoid(-self.z)
        return pull / len(pull)


class Sequential(Module):
    def __init__(self, *modules):
        *before, self.last = modules
        self.before = Sequential(*before) if before else None

    def forward(self, x):
        return self.last.forward(self.before.forward(x) if self.before else x)

    def backward(self, dout):
        dlast = self.last.backward(dout)
        return self.before.backward(dlast) if self.before else dlast

    def parameters(self):
        return [*(self.before.parameters() if self.before else ()), *self.last.parameters()]


def two_layer_deltas(x, y, params, g, dg):
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    a = torch.stack([sum(W1[j, i] * x[i] for i in range(2)) + b1[j] for j in range(2)])
    z = g(a)
    a_out = torch.stack([sum(W2[0, j] * z[j] for j in range(2)) + b2[0]])
    y_hat = g(a_out)
    to_hidden = dg(a_out).unsqueeze(1) * W2 * dg(a)
    by_y_hat = 2 * (y_hat - y)
    delta_out, delta_hidden = by_y_hat * dg(a_out), by_y_hat @ to_hidden
    return {
        "a": a,
        "z": z,
        "y_hat": y_hat,
        "delta_hidden": delta_hidden,
        "delta_out": delta_out,
        "dW1": torch.stack([d * x for d in delta_hidden]),
        "db1": delta_hidden.clone(),
        "dW2": torch.stack([d * z for d in delta_out]),
        "db2": delta_out.clone(),
    }


def dag_backward(w1, w2, x):
    eye = torch.eye(len(x), dtype=x.dtype)
    both = eye + w2
    x1 = w1 @ x
    arrives = both @ x1 + x
    x3 = w1 @ arrives
    size = x3.abs().max()
    u = x3 / size if size > 0 else torch.zeros_like(x3)
    length = (u @ u).sqrt()
    if size > 0:
        u = u / length
    dw1 = torch.outer(u, arrives) + torch.outer(u @ w1 @ both, x)
    return size * length, dw1, torch.outer(u @ w1, x1), u @ (w1 @ (both @ w1 + eye))


def tanh_chain(k, x, w):
    return reduce(lambda x, layer: (layer * x).sum(1).tanh(), w[:k], x)


def tanh_chain_backward(k, x, w, du):
    pieces, states = [], [x]
    for layer in w[:k]:
        states.append((layer @ states[-1]).tanh())
    for i in range(k - 1, -1, -1):
        da = du / (w[i] @ states[i]).cosh() ** 2
        pieces.insert(0, da.unsqueeze(1) * states[i])
        du = da @ w[i]
    return du, torch.stack([*pieces, *torch.zeros_like(w[k:])]) if len(w) else torch.zeros_like(w)


def jacobian(f, x):
    h = 3e-4
    columns = []
    for e in torch.eye(len(x), dtype=x.dtype):
        near = f(x + h * e) - f(x - h * e)
        far = f(x + 2 * h * e) - f(x - 2 * h * e)
        columns.append((8 * near - far) / (12 * h))
    return torch.stack(columns).T


class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __repr__(self):
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"

    def of(self, data, slope):
        return Value(data, (self,), (slope,))

    def __add__(self, other):
        if isinstance(other, Value):
            return Value(self.data + other.data, (self, other), (1.0, 1.0))
        return self.of(self.data + other, 1.0)

    def __mul__(self, other):
        if isinstance(other, Value):
            return Value(self.data * other.data, (self, other), (other.data, self.data))
        return self.of(self.data * other, float(other))

    def __pow__(self, exponent):
        return self.of(self.data**exponent, exponent * self.data ** (exponent - 1) if exponent else 0.0)

    def __rsub__(self, other):
        return self.of(other - self.data, -1.0)

    def __rtruediv__(self, other):
        return self.of(other / self.data, -other / self.data / self.data)

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self.of(-self.data, -1.0)

    def __sub__(self, other):
        if isinstance(other, Value):
            return Value(self.data - other.data, (self, other), (1.0, -1.0))
        return self.of(self.data - other, 1.0)

    def __truediv__(self, other):
        if isinstance(other, Value):
            quotient = self.data / other.data
            return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))
        return self.of(self.data / other, 1 / other)

    def exp(self):
        return self.of(math.exp(self.data), math.exp(self.data))

    def log(self):
        return self.of(math.log(self.data), 1 / self.data)

    def tanh(self):
        t = math.tanh(self.data)
        return self.of(t, (1 - t) * (1 + t))

    def relu(self):
        return self.of(max(0.0, self.data), float(self.data > 0))

    def sigmoid(self):
        e = math.exp(-abs(self.data))
        return self.of((e if self.data < 0 else 1.0) / (1 + e), e / (1 + e) ** 2)

    def backward(self):
        users, seen, stack = Counter(), {self}, [self]
        while stack:
            for parent in stack.pop().parents:
                users[parent] += 1
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        arrived, ready = Counter({self: 1.0}), [self]
        while ready:
            v = ready.pop()
            v.grad += arrived[v]
            for parent, slope in zip(v.parents, v.slopes, strict=True):
                arrived[parent] += slope * arrived[v]
                users[parent] -= 1
                if users[parent] == 0:
                    ready.append(parent)


def step_approximation(f, n, lo, hi, K=None):
    if K is None:
        K = 6 * n / (hi - lo)
    points = torch.tensor([lo + k * (hi - lo) / n for k in range(n + 1)], dtype=torch.float64)
    middles, heights = (points[1:] + points[:-1]) / 2, f(points)

    def net(x):
        steps = sigmoid(K * (x.unsqueeze(-1) - middles))
        one, zero = torch.ones_like(steps[..., :1]), torch.zeros_like(steps[..., :1])
        shares = torch.cat([one, steps], -1) - torch.cat([steps, zero], -1)
        return shares @ heights

    return net


def xor_net():
    W1 = torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=torch.float64)
    half = torch.tensor([-0.5, -0.5], dtype=torch.float64)
    return {"W1": W1, "b1": half, "W2": W1.abs()[:1], "b2": half[1:].clone()}


def fit(net, loss, X, y, lr, steps):
    losses = []
    while len(losses) < steps:
        losses.append(float(loss.forward(net.forward(X), y)))
        net.zero_grad()
        net.backward(loss.backward())
        for value, gradient in net.parameters():
            value.sub_(gradient, alpha=lr)
    return losses


def train_xor(seed):
    generator = torch.Generator().manual_seed(seed)
    net = Sequential(Linear(2, 4, generator), Tanh(), Linear(4, 1, generator))
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    y = torch.tensor([[0], [1], [1], [0]], dtype=torch.float64)
    fit(net, BCEWithLogits(), X, y, 1.0, 400)
    return sigmoid(net.forward(X)).flatten()


def train_moons(X, y, seed):
    generator = torch.Generator().manual_seed(seed)
    net = Sequential(Linear(2, 24, generator), Tanh(), Linear(24, 1, generator))
    fit(net, BCEWithLogits(), X, y.double().unsqueeze(1), 1.0, 800)
    says = net.forward(X).squeeze(1) > 0
    return float((says == (y == 1)).double().mean())


def gradient_norm_by_depth(act, depth, width, seed):
    if act not in ("sigmoid", "relu"):
        raise ValueError(f"no activation {act!r}")
    generator = torch.Generator().manual_seed(seed)
    spread = math.sqrt((1 if act == "sigmoid" else 2) / width)
    h = torch.randn(width, generator=generator, dtype=torch.float64)
    weights, slopes, lengths = [], [], []
    for _ in range(depth):
        weights.append(spread * torch.randn(width, width, generator=generator, dtype=torch.float64))
        lengths.append(float(h.norm()))
        a = weights[-1] @ h
        h = sigmoid(a) if act == "sigmoid" else a.clamp(min=0)
        slopes.append(h * (1 - h) if act == "sigmoid" else (a > 0).double())
    dh, norms = torch.ones_like(h), []
    for W, slope, length in zip(reversed(weights), reversed(slopes), reversed(lengths), strict=True):
        da = dh * slope
        norms.append(float(da.norm()) * length)
        dh = da @ W
    return norms[::-1]
