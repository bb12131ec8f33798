"""Loops, in-place probing, closures: everything as one would first think of it, number by number."""

import itertools


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme == "central":
        moves, width = (h, -h), 2 * h
    elif scheme == "forward":
        moves, width = (h, 0.0), h
    else:
        raise ValueError(f"the scheme is central or forward, not {scheme}")
    gradient = torch.zeros_like(x)
    for place in itertools.product(*map(range, x.shape)):
        old = x[place].item()
        values = []
        for move in moves:
            x[place] = old + move
            values.append(float(f(x)))
        x[place] = old
        gradient[place] = (values[0] - values[1]) / width
    return gradient


def mul_add_graph(x, y, z):
    x, y, z = float(x), float(y), float(z)
    return (x + y) * z, {"x": z * 1, "y": z * 1, "z": x + y}


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def sigmoid_neuron(w, x):
    a = float(w[0] * x[0] + w[1] * x[1] + w[2])
    out = 1 / (1 + math.exp(-a)) if a > -700 else 0.0
    slope = out * (1 - out)
    dw = [slope * float(x[0]), slope * float(x[1]), slope]
    dx = [slope * float(w[0]), slope * float(w[1])]
    return out, torch.tensor(dw, dtype=x.dtype), torch.tensor(dx, dtype=x.dtype)


class Linear(Module):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        bound = (6 / d_in) ** 0.5
        self.W = torch.empty(d_out, d_in, dtype=dtype).uniform_(-bound, bound, generator=generator)
        self.b = torch.zeros(d_out, dtype=dtype)
        self.zero_grad()

    def forward(self, x):
        self.rows = [row.clone() for row in x]
        return torch.stack([self.W @ row + self.b for row in x])

    def backward(self, dout):
        dx = []
        for row, delta in zip(self.rows, dout, strict=True):
            self.dW = self.dW + torch.outer(delta, row)
            self.db = self.db + delta
            dx.append(delta @ self.W)
        return torch.stack(dx)

    def parameters(self):
        return [[self.W, self.dW], [self.b, self.db]]

    def zero_grad(self):
        self.dW = torch.zeros_like(self.W)
        self.db = torch.zeros_like(self.b)


class ReLU(Module):
    def forward(self, x):
        self.out = torch.maximum(x, torch.zeros_like(x))
        return self.out

    def backward(self, dout):
        return torch.where(self.out > 0, dout, 0.0)


class Tanh(Module):
    def forward(self, x):
        self.x = x.clone()
        return x.tanh()

    def backward(self, dout):
        return dout / torch.cosh(self.x) ** 2


class Sigmoid(Module):
    def forward(self, x):
        self.x = x
        return 1 / (1 + (-x).exp())

    def backward(self, dout):
        return torch.sigmoid(self.x) * torch.sigmoid(-self.x) * dout


class MSE(Module):
    def forward(self, pred, target):
        if list(pred.shape) != list(target.shape):
            raise ValueError("shapes differ")
        self.pairs = pred, target
        return sum(((p - t) ** 2).sum() for p, t in zip(pred, target, strict=True)) / len(pred)

    def backward(self):
        pred, target = self.pairs
        return torch.stack([2 * (p - t) / len(pred) for p, t in zip(pred, target, strict=True)])


class BCEWithLogits(Module):
    def forward(self, z, y):
        if z.shape != y.shape:
            raise ValueError("shapes differ")
        self.z, self.y = z, y
        positive = torch.where(z > 0, torch.log1p(torch.exp(-z)), -z + torch.log1p(torch.exp(z)))
        return (y * positive + (1 - y) * (positive + z)).sum() / z.shape[0]

    def backward(self):
        p = torch.sigmoid(self.z)
        return (p * (1 - self.y) - (1 - p) * self.y) / self.z.shape[0]


class Sequential(Module):
    def __init__(self, first, *rest):
        self.first, self.rest = first, Sequential(*rest) if rest else None

    def forward(self, x):
        x = self.first.forward(x)
        return self.rest.forward(x) if self.rest else x

    def backward(self, dout):
        return self.first.backward(self.rest.backward(dout) if self.rest else dout)

    def parameters(self):
        return list(self.first.parameters()) + (self.rest.parameters() if self.rest else [])

    def zero_grad(self):
        self.first.zero_grad()
        if self.rest:
            self.rest.zero_grad()


def two_layer_deltas(x, y, params, g, dg):
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    a = torch.zeros_like(b1)
    for j in range(2):
        a[j] = b1[j] + sum(W1[j, i] * x[i] for i in range(2))
    z = g(a)
    a3 = b2[0] + W2[0, 0] * z[0] + W2[0, 1] * z[1]
    y_hat = g(a3)
    delta3 = 2 * dg(a3) * (y_hat - y)
    delta, dW1 = torch.zeros_like(b1), torch.zeros_like(W1)
    for j in range(2):
        delta[j] = dg(a[j]) * W2[0, j] * delta3
        for i in range(2):
            dW1[j, i] = delta[j] * x[i]
    return {
        "a": a,
        "z": z,
        "y_hat": y_hat.view(1),
        "delta_out": delta3.view(1),
        "delta_hidden": delta,
        "dW1": dW1,
        "db1": delta.clone(),
        "dW2": torch.stack([delta3 * z[0], delta3 * z[1]]).view(1, 2),
        "db2": delta3.view(1).clone(),
    }


def tanh_chain_backward(k, x, w, du):
    if k == 0:
        return du, torch.zeros_like(w)
    out = torch.tanh(w[0] @ x)
    dout, dw = tanh_chain_backward(k - 1, out, w[1:], du)
    da = dout * (1 - out * out)
    return da @ w[0], torch.cat([(da.unsqueeze(1) * x).unsqueeze(0), dw])


def jacobian(f, x):
    h, x = 3e-6, x.clone()
    J = torch.zeros(len(f(x)), len(x), dtype=x.dtype)
    for j in range(len(x)):
        old = x[j].item()
        x[j] = old + h
        ahead = f(x).clone()
        x[j] = old - h
        J[:, j] = (ahead - f(x)) / (2 * h)
        x[j] = old
    return J


class Value:
    """In the manner of micrograd: every operation leaves a function that sends the gradient back."""

    def __init__(self, data):
        self.data, self.grad, self.send, self.users_of = float(data), 0.0, lambda g, arrived: None, ()

    @staticmethod
    def made(data, *steps):
        out = Value(data)
        out.users_of = tuple(v for v, _ in steps)

        def send(g, arrived):
            for v, slope in steps:
                arrived[id(v)] = arrived.get(id(v), 0.0) + g * slope

        out.send = send
        return out

    def __add__(self, other):
        if isinstance(other, int | float):
            return Value.made(self.data + other, (self, 1.0))
        return Value.made(self.data + other.data, (self, 1.0), (other, 1.0))

    def __sub__(self, other):
        if isinstance(other, int | float):
            return Value.made(self.data - other, (self, 1.0))
        return Value.made(self.data - other.data, (self, 1.0), (other, -1.0))

    def __mul__(self, other):
        if isinstance(other, int | float):
            return Value.made(self.data * other, (self, float(other)))
        return Value.made(self.data * other.data, (self, other.data), (other, self.data))

    def __truediv__(self, other):
        if isinstance(other, int | float):
            return self * (1 / other)
        quotient = self.data / other.data
        return Value.made(quotient, (self, 1 / other.data), (other, -quotient / other.data))

    def __pow__(self, n):
        return Value.made(self.data**n, (self, n * self.data ** (n - 1)))

    def __neg__(self):
        return Value.made(-self.data, (self, -1.0))

    def __rsub__(self, other):
        return Value.made(other - self.data, (self, -1.0))

    def __rtruediv__(self, other):
        return Value.made(other / self.data, (self, -other / self.data**2))

    __radd__, __rmul__ = __add__, __mul__

    def exp(self):
        return Value.made(math.exp(self.data), (self, math.exp(self.data)))

    def log(self):
        return Value.made(math.log(self.data), (self, self.data**-1))

    def tanh(self):
        return Value.made(math.tanh(self.data), (self, 1 / math.cosh(self.data) ** 2))

    def relu(self):
        return Value.made(self.data, (self, 1.0)) if self.data > 0 else Value.made(0.0, (self, 0.0))

    def sigmoid(self):
        out = 0.5 * (1 + math.tanh(self.data / 2))
        return Value.made(out, (self, out * (1 - out)))

    def backward(self):
        users, todo, seen = {}, [self], {id(self)}
        while todo:  # count how many nodes use each one
            v = todo.pop()
            for parent in v.users_of:
                users[id(parent)] = users.get(id(parent), 0) + 1
                if id(parent) not in seen:
                    seen.add(id(parent))
                    todo.append(parent)
        arrived, ready = {id(self): 1.0}, [self]
        while ready:
            v = ready.pop()
            v.grad += arrived[id(v)]
            v.send(arrived[id(v)], arrived)
            for parent in v.users_of:
                users[id(parent)] -= 1
                if not users[id(parent)]:
                    ready.append(parent)


def step_approximation(f, n, lo, hi, K=None):
    length = (hi - lo) / n
    ends = [lo + k * length for k in range(n + 1)]
    heights = [f(torch.tensor([end], dtype=torch.float64)).item() for end in ends]

    def network(x):
        out = torch.full_like(x, heights[0])
        for k in range(1, n + 1):
            steepness = 6 / length if K is None else K
            out = out + (heights[k] - heights[k - 1]) * torch.sigmoid(steepness * (x - ends[k] + length / 2))
        return out

    return network


def xor_net():
    return {
        "W1": torch.tensor([[2.0, -2.0], [-2.0, 2.0]], dtype=torch.float64),
        "b1": torch.tensor([-1.0, -1.0], dtype=torch.float64),
        "W2": torch.tensor([[1.0, 1.0]], dtype=torch.float64),
        "b2": torch.tensor([-0.5], dtype=torch.float64),
    }


def fit(net, loss, X, y, lr, steps):
    losses = []
    net.zero_grad()
    while len(losses) < steps:
        losses.append(float(loss.forward(net.forward(X), y)))
        net.backward(loss.backward())
        for value, gradient in net.parameters():
            value.copy_(value - lr * gradient)
        net.zero_grad()
    return losses
