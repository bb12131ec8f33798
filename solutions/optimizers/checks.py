"""The checks students have.

Most of them play a script of gradients to an optimizer and look at the parameters after every step.
"""

import torch

from autograder import Bound, Rule, Tolerance, check
from shared.spirals import last_loss

OWN_WORK = "Here you write the optimizer yourself, so `torch.optim` cannot do it for you."
NO_LOOP = "This one wants a single expression on the whole tensor, without a Python loop."
BY_HAND = Rule(because=OWN_WORK, names=("torch.optim.*",))
RULES = {
    "full_gradient": Rule(because=NO_LOOP, loops=True),
    "minibatch_gradient": Rule(because=NO_LOOP, loops=True),
    "velocity_closed_form": Rule(because=NO_LOOP, loops=True),
    "SGD": BY_HAND,
    "Momentum": BY_HAND,
    "Nesterov": BY_HAND,
    "AdaGrad": BY_HAND,
    "RMSProp": BY_HAND,
    "Adam": BY_HAND,
    "AMSGrad": BY_HAND,
    "AdamW": BY_HAND,
    "step_decay": BY_HAND,
    "geometric": BY_HAND,
    "one_cycle": BY_HAND,
    "clip_grad_norm_": Rule(
        because="Here you write the clipping yourself, so `torch.nn.utils` cannot do it for you.",
        names=("torch.nn.utils.*",),
    ),
    "escape_saddle": BY_HAND,
}

SCALES = torch.tensor([1e-4, 1.0, 30.0, 1e-7], dtype=torch.float64)


def parameters(draw):
    """Two vectors of the same shape and a matrix, as a model holds them."""
    return [torch.nn.Parameter(draw.normal(*shape)) for shape in ((4,), (4,), (2, 3))]


def scripted(draw):
    """Gradients for six steps: coordinates of very different size, one all zero, one missing."""
    steps = [[draw.normal(4) * SCALES, draw.normal(4) * SCALES.flip(0), draw.normal(2, 3)] for _ in range(6)]
    steps[1][0] = torch.zeros(4, dtype=torch.float64)
    steps[4][1] = None
    return steps


def set_gradients(params, gradients):
    """Put gradients where `backward` would: into the existing tensor if there is one."""
    for p, g in zip(params, gradients, strict=True):
        if g is None:
            p.grad = None
        elif p.grad is None:
            p.grad = g.clone()
        else:
            p.grad.copy_(g)


def play(optimizer, params, script):
    """Take a step for each line of the script; after three of them the learning rate drops to a tenth."""
    held = [p.data for p in params]
    path, gradients = [], []
    for t, line in enumerate(script):
        if t == 3:
            optimizer.lr = optimizer.lr / 10
        set_gradients(params, line)
        optimizer.step()
        path.append([p.detach().clone() for p in params])
        gradients.append([None if p.grad is None else p.grad.clone() for p in params])
    first, second, third = (torch.stack(steps) for steps in zip(*path, strict=True))
    return {
        "first parameter": first,
        "second parameter": second,
        "third parameter": third,
        "gradients after the step": gradients,
        "the tensors of the model": held,
    }


@check("full_gradient", points=2)
def full_gradient_is_the_mean_over_samples(impl, draw):
    """The gradients of all samples are averaged, for 7 samples, for 70, and for as many as there are weights."""
    return {f"{n} samples": impl.full_gradient(draw.normal(n, 5)) for n in (7, 70, 5)}


@check("minibatch_gradient", points=2)
def minibatch_averages_the_chosen_rows(impl, draw):
    """Only the rows in idx count, and their number is what the sum is divided by."""
    grads = draw.normal(9, 4)
    return {f"{b} samples": impl.minibatch_gradient(grads, draw.permutation(9)[:b]) for b in (1, 3, 4, 9)}


@check("SGD", points=1)
def steps_against_the_gradient(impl, draw):
    """The parameter moves by η times its gradient, downhill."""
    p = torch.nn.Parameter(draw.normal(5))
    optimizer = impl.SGD([p], lr=0.3)
    path = []
    for _ in range(3):
        p.grad = draw.normal(5)
        optimizer.step()
        path.append(p.detach().clone())
    return {"parameter": torch.stack(path)}


@check("SGD", points=2)
def sgd_follows_the_script(impl, draw):
    """In each of six steps the three parameters move as they should, in place, and the gradients stay.

    One gradient is missing in step 4, counted from 0, and the learning rate changes before step 3.
    """
    params, script = parameters(draw), scripted(draw)
    return play(impl.SGD(params, lr=0.1), params, script)


@check("Momentum", points=2)
def velocity_remembers_earlier_gradients(impl, draw):
    """With one and the same learning rate, every step is η g plus γ times the step before."""
    p = torch.nn.Parameter(draw.normal(5))
    optimizer = impl.Momentum([p], lr=0.1, gamma=0.8)
    path = []
    for _ in range(4):
        p.grad = draw.normal(5)
        optimizer.step()
        path.append(p.detach().clone())
    return {"parameter": torch.stack(path)}


@check("Momentum", points=2)
def learning_rate_enters_the_velocity(impl, draw):
    """Six scripted steps: when the learning rate drops before step 3, the velocity from before keeps its size.

    Every parameter has its own velocity; one gradient is missing in step 4.
    """
    params, script = parameters(draw), scripted(draw)
    return play(impl.Momentum(params, lr=0.1, gamma=0.7), params, script)


@check("velocity_closed_form", points=2)
def closed_form_is_the_last_velocity(impl, draw):
    """After T = 1, 2, 3 and 6 gradients the sum gives what the recursion gives."""
    grads = draw.normal(6, 3)
    gamma, lr = float(draw.uniform(0.5, 0.95)), float(draw.uniform(0.05, 0.5))
    return {f"T = {T}": impl.velocity_closed_form(grads[:T], gamma, lr) for T in (1, 2, 3, 6)}


@check("Nesterov", points=3)
def looks_ahead_and_returns(impl, draw):
    """The closure sees the parameters at θ − γ v, once in a step; afterwards they are at θ − v.

    The loss is autograd's, so gradients must be enabled inside the closure. In step 4 the loss does not touch
    the second parameter, which then has no gradient. The learning rate changes before step 3.
    """
    params = parameters(draw)
    curvatures = [draw.uniform(0.2, 3.0, *p.shape) for p in params]
    optimizer = impl.Nesterov(params, lr=0.1, gamma=0.8)
    held = [p.data for p in params]
    asked, path, values = [], [], []

    def closure():
        asked.append(torch.cat([p.detach().flatten() for p in params]))
        for p in params:
            p.grad = None
        terms = [(c * p**2 / 2 + 0.3 * p.cos()).sum() for c, p in zip(curvatures, params, strict=True)]
        loss = terms[0] + terms[2] if len(path) == 4 else sum(terms)
        loss.backward()
        return loss

    for t in range(6):
        if t == 3:
            optimizer.lr = optimizer.lr / 10
        values.append(optimizer.step(closure))
        path.append(torch.cat([p.detach().flatten() for p in params]))
    return {
        "points where the closure was called": torch.stack(asked),
        "parameters after each step": torch.stack(path),
        "what step returned": values,
        "the tensors of the model": held,
    }


@check("AdaGrad", points=2)
def adagrad_follows_the_script(impl, draw):
    """Six scripted steps with coordinates from 1e-7 to 30: the squares add up, and ε = 1e-8 is in the root."""
    params, script = parameters(draw), scripted(draw)
    return play(impl.AdaGrad(params, lr=0.1), params, script)


@check("RMSProp", points=2)
def rmsprop_follows_the_script(impl, draw):
    """Six scripted steps with coordinates from 1e-7 to 30: the squares fade, and ε = 1e-8 is in the root."""
    params, script = parameters(draw), scripted(draw)
    return play(impl.RMSProp(params, lr=0.1, gamma=0.8), params, script)


@check("Adam", points=1)
def first_adam_steps_are_corrected(impl, draw):
    """The first step is η g / (|g| + ε), and the second depends on both gradients."""
    p = torch.nn.Parameter(draw.normal(5))
    optimizer = impl.Adam([p], lr=0.1)
    path = []
    for _ in range(2):
        p.grad = draw.normal(5)
        optimizer.step()
        path.append(p.detach().clone())
    return {"parameter": torch.stack(path)}


@check("Adam", points=3)
def adam_follows_the_script(impl, draw):
    """Six scripted steps with β = (0.9, 0.99) and ε = 1e-6, which the smallest coordinates feel.

    One gradient is all zero in step 1, one is missing in step 4; the learning rate changes before step 3.
    """
    params, script = parameters(draw), scripted(draw)
    return play(impl.Adam(params, lr=0.1, betas=(0.9, 0.99), eps=1e-6), params, script)


@check("AMSGrad", points=2)
def amsgrad_never_shortens_its_memory(impl, draw):
    """Six scripted steps in the course's form: v̂ is the largest v so far, and nothing is corrected."""
    params, script = parameters(draw), scripted(draw)
    return play(impl.AMSGrad(params, lr=0.1, betas=(0.8, 0.7), eps=1e-6), params, script)


@check("AdamW", points=2)
def weights_decay_beside_the_gradient(impl, draw):
    """Six scripted steps with λ = 0.5: first θ shrinks by ηλ, then Adam's step uses the gradient alone."""
    params, script = parameters(draw), scripted(draw)
    optimizer = impl.AdamW(params, lr=0.1, betas=(0.9, 0.99), eps=1e-6, weight_decay=0.5)
    return play(optimizer, params, script)


@check("step_decay", points=1)
def rate_drops_at_its_milestones(impl, draw):
    """With milestones 3, 7 and 8, steps 0 to 11 have four different rates; a drop counts from its milestone on."""
    schedule = impl.step_decay(float(draw.uniform(0.1, 1)), float(draw.uniform(0.1, 0.6)), [3, 7, 8])
    return {"rates": [schedule(step) for step in range(12)]}


@check("geometric", points=1)
def rate_shrinks_in_every_step(impl, draw):
    """Step 0 has lr0, every later step ρ times the rate before."""
    schedule = impl.geometric(float(draw.uniform(0.1, 1)), float(draw.uniform(0.8, 0.99)))
    return {"rates": [schedule(step) for step in range(10)]}


@check("one_cycle", points=2)
def one_cycle_rises_and_falls(impl, draw):
    """All 20 rates of a cycle: from max_lr / 25 up to max_lr in step 5, down to max_lr / 250000 in step 19."""
    max_lr = float(draw.uniform(0.1, 1))
    return {"rates": [impl.one_cycle(step, 20, max_lr) for step in range(20)]}


CLIPPING = Tolerance(
    rtol=1e-5,
    atol=1e-12,
    reason="max_norm / (total + 1e-6), as PyTorch divides, is right too: 2e-7 apart at the norm 5 used here",
)


@check("clip_grad_norm_", points=2, tolerance=CLIPPING)
def all_gradients_share_one_norm(impl, draw):
    """Two gradients of norms 3 and 4 have norm 5 together: a limit of 2 scales both, a limit of 10 neither.

    A third parameter has no gradient.
    """
    params = parameters(draw)
    seen = {}
    for limit in (2.0, 10.0):
        params[0].grad = torch.nn.functional.normalize(draw.normal(4), dim=0) * 3
        params[2].grad = torch.nn.functional.normalize(draw.normal(6), dim=0).reshape(2, 3) * 4
        seen[f"norm before clipping at {limit:g}"] = impl.clip_grad_norm_(params, limit)
        seen[f"gradients clipped at {limit:g}"] = [params[0].grad.clone(), params[2].grad.clone()]
    return seen


@check("sgd_stepsize_and_bound", points=2)
def step_size_and_bound_are_the_theorems(impl, draw):
    """With much noise the square root is the smaller one, with little noise 1/β; without noise nothing breaks."""
    beta, delta = float(draw.uniform(0.5, 4)), float(draw.uniform(0.5, 2))
    return {
        "much noise": impl.sgd_stepsize_and_bound(beta, delta, 3.0, 1000),
        "little noise": impl.sgd_stepsize_and_bound(beta, delta, 0.01, 10),
        "no noise": impl.sgd_stepsize_and_bound(beta, delta, 0.0, 50),
    }


@check("stability_limit", points=1)
def momentum_widens_the_stable_range(impl, draw):
    """β = 4 allows η < 0.5 without momentum and η < 0.75 with γ = 0.5; other numbers follow the formula."""
    beta, gamma = float(draw.uniform(0.5, 8)), float(draw.uniform(0.1, 0.95))
    return {
        "no momentum": impl.stability_limit(4.0, 0.0),
        "the example": impl.stability_limit(4.0, 0.5),
        "drawn": impl.stability_limit(beta, gamma),
    }


@check("escape_saddle", points=1)
def without_noise_the_saddle_wins(impl, draw):
    """Gradient descent from (1, 0) stays on the axis y = 0 and shrinks x by 1 − 2η in each step."""
    lr = float(draw.uniform(0.05, 0.2))
    return {
        "after 3 steps": impl.escape_saddle(0.0, lr=lr, steps=3),
        "after 200 steps": impl.escape_saddle(0.0),
    }


MINIMUM = Bound(
    low=0.9, high=1.1, reason="in the valley |y| fluctuates by 0.0125 around 1: the line is 8 deviations away"
)


@check("escape_saddle", points=1, bounds={f"|y| of run {k}": MINIMUM for k in range(5)})
def with_noise_a_minimum_is_found(impl, draw):
    """A noise of 0.1 pushes the point off the axis: after 200 steps it is near (0, 1) or (0, −1)."""
    ends = [impl.escape_saddle(0.1, generator=draw.generator()) for _ in range(5)]
    return {f"|y| of run {k}": float(end[1].abs()) for k, end in enumerate(ends)} | {
        "shapes": [end.shape for end in ends],
        "dtypes": [end.dtype for end in ends],
    }


class HeavyBall:
    """An optimizer of the check's own, with a memory, which also counts how often it was made."""

    def __init__(self, params, lr, made):
        self.params = list(params)
        self.lr = lr
        self.memory = [torch.zeros_like(p) for p in self.params]
        made.append(len(self.params))

    def zero_grad(self):
        """Fill the gradients with zeros."""
        for p in self.params:
            p.grad = torch.zeros_like(p)

    def step(self):
        """Move every parameter that has a gradient."""
        with torch.no_grad():
            for p, v in zip(self.params, self.memory, strict=True):
                if p.grad is not None:
                    v.mul_(0.5).add_(p.grad)
                    p.sub_(self.lr * v)


@check("train_mlp", points=2)
def losses_are_those_before_each_step(impl, draw):
    """Twelve losses of a training run with an optimizer of the check's own, made once."""
    lr, made = float(draw.uniform(0.1, 0.3)), []
    losses = impl.train_mlp(lambda params: HeavyBall(params, lr, made), 12)
    return {
        "losses": torch.as_tensor(losses, dtype=torch.float64),
        "optimizers made, by number of tensors": made,
    }


SEEDS = "60 steps with ten seeds of the network: mean plus four deviations, and 1.5 times the worst"


@check("SGD", points=1, seeds=1, bounds={"last loss": Bound(high=0.55, reason=SEEDS)})
def sgd_learns_the_spirals(impl, draw):
    """With η = 0.5 your gradient descent gets below a loss of 0.55 in 60 steps; it starts at 1.06."""
    return {"last loss": last_loss(lambda params: impl.SGD(params, lr=0.5))}


@check("Momentum", points=1, seeds=1, bounds={"last loss": Bound(high=0.012, reason=SEEDS)})
def momentum_learns_the_spirals(impl, draw):
    """With η = 0.3 your momentum gets below a loss of 0.012 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.Momentum(params, lr=0.3))}


@check("Adam", points=1, seeds=1, bounds={"last loss": Bound(high=0.15, reason=SEEDS)})
def adam_learns_the_spirals(impl, draw):
    """With η = 0.02 your Adam gets below a loss of 0.15 in 60 steps."""
    return {"last loss": last_loss(lambda params: impl.Adam(params, lr=0.02))}
