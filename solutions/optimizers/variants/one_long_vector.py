"""Thinks of all parameters as one vector θ: flattens, updates under a mask, and writes back through `p.data`."""


def flatten(tensors):
    return torch.cat([t.reshape(-1) for t in tensors]) if tensors else torch.zeros(0)


class Optimizer:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.zeros = flatten([torch.zeros_like(p.data) for p in self.params])

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def read(self):
        theta = flatten([p.data for p in self.params])
        g = flatten([torch.zeros_like(p.data) if p.grad is None else p.grad.data for p in self.params])
        on = flatten([torch.full_like(p.data, p.grad is not None, dtype=torch.bool) for p in self.params])
        return theta, g, on

    def write(self, theta):
        pieces = theta.split([p.numel() for p in self.params])
        for p, piece in zip(self.params, pieces, strict=True):
            p.data.copy_(piece.view_as(p))

    def step(self):
        theta, g, on = self.read()
        self.write(torch.where(on, theta - self.direction(g, on), theta))


class SGD(Optimizer):
    def direction(self, g, on):
        return self.lr * g


class Momentum(Optimizer):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr)
        self.gamma = gamma
        self.v = self.zeros

    def direction(self, g, on):
        self.v = torch.where(on, self.gamma * self.v + self.lr * g, self.v)
        return self.v


class Nesterov(Momentum):
    def step(self, closure):
        theta, _, _ = self.read()
        self.write(theta - self.gamma * self.v)
        with torch.enable_grad():
            loss = closure()
        _, g, on = self.read()
        self.write(torch.where(on, theta - self.direction(g, on), theta))
        return loss


class AdaGrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-8):
        super().__init__(params, lr)
        self.eps = eps
        self.s = self.zeros

    def direction(self, g, on):
        self.s = self.s + g * g
        return self.lr / torch.sqrt(self.eps + self.s) * g


class RMSProp(Optimizer):
    def __init__(self, params, lr=1e-3, gamma=0.9, eps=1e-8):
        super().__init__(params, lr)
        self.gamma = gamma
        self.eps = eps
        self.s = self.zeros

    def direction(self, g, on):
        self.s = torch.where(on, g**2 + self.gamma * (self.s - g**2), self.s)
        return self.lr / torch.sqrt(self.eps + self.s) * g


class Adam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.v = self.zeros
        self.t = self.zeros.double()

    def moments(self, g, on):
        b1, b2 = self.betas
        self.t = self.t + on
        self.m = torch.where(on, self.m + (1 - b1) * (g - self.m), self.m)
        self.v = torch.where(on, self.v + (1 - b2) * (g * g - self.v), self.v)
        left1, left2 = (torch.where(self.t > 0, 1 - b**self.t, 1.0).to(g.dtype) for b in self.betas)
        return left1, left2

    def direction(self, g, on):
        left1, left2 = self.moments(g, on)
        return self.lr * (self.m / left1) / (torch.sqrt(self.v / left2) + self.eps)


class AMSGrad(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, bias_correction=False):
        super().__init__(params, lr, betas, eps)
        self.bias_correction = bias_correction
        self.most = self.zeros

    def direction(self, g, on):
        left1, left2 = self.moments(g, on)
        self.most = torch.where(self.v > self.most, self.v, self.most)
        if not self.bias_correction:
            return self.lr * self.m / (torch.sqrt(self.most) + self.eps)
        return self.lr * (self.m / left1) / (torch.sqrt(self.most / left2) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps)
        self.weight_decay = weight_decay

    def step(self):
        theta, g, on = self.read()
        shrunk = theta - self.lr * self.weight_decay * theta
        self.write(torch.where(on, shrunk - self.direction(g, on), theta))


def one_cycle(step, total, max_lr, pct_start=0.3, div=25, final_div=1e4):
    def between(a, b, part):
        return (a + b) / 2 + (a - b) / 2 * math.cos(math.pi * part)

    low, lowest = max_lr / div, max_lr / div / final_div
    up = pct_start * total - 1
    down = total - 1 - up
    return between(low, max_lr, step / up) if step < up else between(max_lr, lowest, (step - up) / down)


def clip_grad_norm_(params, max_norm):
    with_gradient = [p for p in params if p.grad is not None]
    total = flatten([p.grad for p in with_gradient]).norm()
    if total > max_norm:
        for p in with_gradient:
            p.grad = p.grad * (max_norm / total)
    return total


def escape_saddle(noise, lr=0.1, steps=200, generator=None):
    x, y = torch.tensor([1.0, 0.0], dtype=torch.float64)
    for _ in range(steps):
        z = noise * torch.normal(0.0, 1.0, (2,), generator=generator, dtype=torch.float64)
        x, y = x - lr * (2 * x + z[0]), y + lr * (2 * y * (1 - y * y) - z[1])
    return torch.stack((x, y))


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(list(task.params))
    losses = []
    while len(losses) < steps:
        loss = task.loss()
        for p, g in zip(task.params, torch.autograd.grad(loss, task.params), strict=True):
            p.grad = g
        opt.step()
        losses.append(loss.detach())
    return losses
