"""Other algebra, other networks: einsum, one-line losses, gradients by the product rule, ReLU for the moons."""

import itertools


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    slope = {
        "central": lambda d: (f(x + d) - f(x - d)) / 2 / h,
        "forward": lambda d: (f(x + d) - f(x)) / h,
    }
    if scheme not in slope:
        raise ValueError(scheme)
    gradient = torch.empty(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        gradient[i] = slope[scheme](step.reshape(x.shape))
    return gradient.reshape(x.shape)


def mul_add_graph(x, y, z):
    q = torch.add(x, y)
    df = torch.ones_like(q)
    return torch.mul(q, z), {"z": df * q, "y": df * z, "x": df * z}


def sigmoid(x):
    positive, negative = x.clamp(min=0), x.clamp(max=0)
    return negative.exp() / (negative.exp() + (-positive).exp())


def sigmoid_neuron(w, x):
    inputs = torch.cat((x, torch.ones(1, dtype=x.dtype)))
    out = torch.sigmoid(torch.dot(w, inputs))
    slope = out * torch.sigmoid(-torch.dot(w, inputs))
    return out, slope * inputs, (slope * w)[:2]


class Linear(Module):
    """Weights and bias side by side in one matrix, whose parts are shown as W and b."""

    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        self.theta = torch.zeros(d_out, d_in + 1, dtype=dtype)
        self.dtheta = torch.zeros_like(self.theta)
        u = torch.rand((d_out, d_in), generator=generator, dtype=dtype)
        self.theta[:, :-1] = torch.lerp(-torch.ones_like(u), torch.ones_like(u), u) * math.sqrt(6.0 / d_in)

    def __getattr__(self, name):
        if name not in ("W", "b", "dW", "db"):
            raise AttributeError(name)
        tensor = self.dtheta if name.startswith("d") else self.theta
        return tensor[:, :-1] if name.endswith("W") else tensor[:, -1]

    def forward(self, x):
        self.x = torch.cat((x, torch.ones_like(x[:, :1])), dim=1)
        return torch.einsum("ni,oi->no", self.x, self.theta)

    def backward(self, dout):
        self.dtheta += torch.einsum("no,ni->oi", dout, self.x)
        return torch.einsum("no,oi->ni", dout, self.W)

    def parameters(self):
        return [(self.W, self.dW), (self.b, self.db)]

    def zero_grad(self):
        self.dtheta.zero_()


class ReLU(Module):
    def forward(self, x):
        self.off = x <= 0
        return x.masked_fill(self.off, 0)

    def backward(self, dout):
        return dout.masked_fill(self.off, 0)


class Tanh(Module):
    def forward(self, x):
        self.s = torch.sigmoid(2 * x)
        return 2 * self.s - 1

    def backward(self, dout):
        return 4 * self.s * (1 - self.s) * dout


class Sigmoid(Module):
    def forward(self, x):
        self.out = sigmoid(x)
        return self.out.clone()

    def backward(self, dout):
        return dout * (self.out - self.out.square())


class MSE(Module):
    def forward(self, pred, target):
        if pred.size() != target.size():
            raise ValueError("predictions and targets have different shapes")
        self.gap = pred.sub(target)
        return self.gap.norm() ** 2 / pred.size(0)

    def backward(self):
        return (self.gap + self.gap) / self.gap.size(0)


class BCEWithLogits(Module):
    def forward(self, z, y):
        if z.size() != y.size():
            raise ValueError("logits and labels have different shapes")
        self.mean = (torch.sigmoid(z) - y) / z.size(0)
        softplus = torch.logaddexp(z, torch.zeros_like(z))
        return (softplus - y * z).reshape(len(z), -1).sum(1).mean()

    def backward(self):
        return self.mean


class Sequential(Module):
    def __init__(self, *modules):
        self.modules = list(modules)

    def forward(self, x):
        outputs = [x]
        for module in self.modules:
            outputs.append(module.forward(outputs[-1]))
        return outputs[-1]

    def backward(self, dout):
        for i in range(len(self.modules) - 1, -1, -1):
            dout = self.modules[i].backward(dout)
        return dout

    def parameters(self):
        return [*itertools.chain.from_iterable(module.parameters() for module in self.modules)]


def dag_backward(w1, w2, x):
    eye = torch.eye(len(x), dtype=x.dtype)
    inner = (eye + w2) @ w1 @ x + x
    q = (w1 @ inner).norm()
    g = w1 @ inner / q if q != 0 else torch.zeros_like(x)
    back = g @ w1
    to_x1 = back + back @ w2
    return (
        q,
        torch.einsum("i,j->ij", g, inner) + torch.einsum("i,j->ij", to_x1, x),
        torch.outer(back, w1 @ x),
        back + to_x1 @ w1,
    )


def tanh_chain(k, x, w):
    return x if k == 0 else torch.tanh(torch.mv(w[k - 1], tanh_chain(k - 1, x, w)))


def tanh_chain_backward(k, x, w, du):
    xs = [tanh_chain(i, x, w) for i in range(k + 1)]
    deltas, rows = [], du
    for i in range(k, 0, -1):
        rows = rows * (1 - xs[i].square())
        deltas.append(torch.outer(rows, xs[i - 1]))
        rows = rows @ w[i - 1]
    unused = [torch.zeros_like(layer) for layer in w[k:]]
    return rows, torch.stack(deltas[::-1] + unused)


def jacobian(f, x):
    rows = []
    for i in range(len(f(x))):
        rows.append(numerical_gradient(lambda x, i=i: f(x)[i], x, 1e-5))
    return torch.stack(rows)


class Value(Value):
    def __pow__(self, exponent):
        out = math.pow(self.data, exponent)
        return Value(out, (self,), (exponent * out / self.data,))

    def __sub__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data - other.data, (self, other), (1, -1))

    def __rsub__(self, other):
        return Value(other) - self

    def __truediv__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data / other.data, (self, other), (1 / other.data, -self.data / other.data**2))

    def __rtruediv__(self, other):
        return Value(other) / self

    def backward(self):
        depth, todo = {self: 0}, [self]
        while todo:  # the longest way from the root, by relaxation: no node is deeper than its parents
            v = todo.pop()
            for parent in v.parents:
                if depth.get(parent, -1) <= depth[v]:
                    depth[parent] = depth[v] + 1
                    if parent not in todo:
                        todo.append(parent)
        arrived = dict.fromkeys(depth, 0.0) | {self: 1.0}
        for v in sorted(depth, key=depth.get):
            v.grad += arrived[v]
            for parent, slope in zip(v.parents, v.slopes, strict=True):
                arrived[parent] += slope * arrived[v]


def step_approximation(f, n, lo, hi, K=None):
    x = lo + (hi - lo) * torch.arange(n + 1, dtype=torch.float64) / n
    weights, K = f(x[1:]) - f(x[:-1]), K or 6 * n / (hi - lo)
    biases = -K * (x[:-1] + (hi - lo) / n / 2)
    return lambda points: f(x[:1])[0] + (torch.sigmoid(K * points[..., None] + biases) * weights).sum(-1)


def xor_net():
    """OR and AND, and the one without the other."""
    rows = {"W1": [[1, 1], [1, 1]], "b1": [-0.3, -1.6], "W2": [[1, -2]], "b2": [-0.4]}
    return {name: torch.tensor(row, dtype=torch.float64) for name, row in rows.items()}


def train_xor(seed):
    X = torch.cartesian_prod(*[torch.arange(2.0, dtype=torch.float64)] * 2)
    y = (X.sum(1) == 1).double()
    generator = torch.Generator().manual_seed(seed)
    first, second = Linear(2, 4, generator), Linear(4, 1, generator)
    first.b.copy_(torch.randn(4, generator=generator, dtype=torch.float64))
    net, out = Sequential(first, Tanh(), second), Sigmoid()
    fit(net, BCEWithLogits(), X, y.unsqueeze(1), 1.0, 400)
    return out.forward(net.forward(X)).flatten()


def train_moons(X, y, seed):
    generator = torch.Generator().manual_seed(seed)
    net = Sequential(Linear(2, 32, generator), ReLU(), Linear(32, 1, generator))
    labels = y.view(-1, 1).double()
    fit(net, BCEWithLogits(), X, labels, 0.5, 600)
    return 1 - (torch.sigmoid(net.forward(X)).round() - labels).abs().sum().item() / len(X)


def gradient_norm_by_depth(act, depth, width, seed):
    kinds = {"sigmoid": (torch.sigmoid, lambda z: z * (1 - z), 1.0), "relu": (torch.relu, torch.sign, 2.0)}
    if act not in kinds:
        raise ValueError(f"{act} is neither sigmoid nor relu")
    g, slope, gain = kinds[act]
    generator = torch.Generator().manual_seed(seed)
    weights = torch.normal(
        0.0, (gain / width) ** 0.5, (depth, width, width), generator=generator, dtype=torch.float64
    )
    outputs = [torch.normal(0.0, 1.0, (width,), generator=generator, dtype=torch.float64)]
    for W in weights:
        outputs.append(g(W @ outputs[-1]))
    delta, norms = slope(outputs[-1]), []
    for layer in range(depth - 1, -1, -1):
        norms.insert(0, torch.linalg.matrix_norm(torch.outer(delta, outputs[layer])).item())
        delta = delta @ weights[layer] * slope(outputs[layer])
    return norms
